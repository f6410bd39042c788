import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import { invalidArgument } from '../../rpc/errors.js';
import { STRATEGIES, type GroupSettings, type StrategyName } from '../core/settings.js';
import { millisecondsOf } from '../../messages/ticks.js';

type SettingsMessage = persistent.CreateReq.Settings | persistent.UpdateReq.Settings;

const { ConsumerStrategy } = persistent.CreateReq;
const { MessageTimeoutCase, CheckpointAfterCase } = persistent.CreateReq.Settings;

const BY_NUMBER: ReadonlyMap<number, StrategyName> = new Map([
  [ConsumerStrategy.DISPATCHTOSINGLE, 'DispatchToSingle'],
  [ConsumerStrategy.ROUNDROBIN, 'RoundRobin'],
  [ConsumerStrategy.PINNED, 'Pinned'],
]);

/** @throws RpcError INVALID_ARGUMENT when there are none, or the strategy is unknown */
export function readSettings(message: SettingsMessage | undefined): GroupSettings {
  if (!message) throw invalidArgument('The settings are missing.');
  const isTimeoutInTicks = message.getMessageTimeoutCase() === MessageTimeoutCase.MESSAGE_TIMEOUT_TICKS;
  const isAfterInTicks = message.getCheckpointAfterCase() === CheckpointAfterCase.CHECKPOINT_AFTER_TICKS;
  return {
    resolveLinkTos: message.getResolveLinks(),
    extraStatistics: message.getExtraStatistics(),
    messageTimeout: isTimeoutInTicks
      ? millisecondsOf(message.getMessageTimeoutTicks())
      : message.getMessageTimeoutMs(),
    maxRetryCount: message.getMaxRetryCount(),
    checkPointAfter: isAfterInTicks
      ? millisecondsOf(message.getCheckpointAfterTicks())
      : message.getCheckpointAfterMs(),
    minCheckPointCount: message.getMinCheckpointCount(),
    maxCheckPointCount: message.getMaxCheckpointCount(),
    maxSubscriberCount: message.getMaxSubscriberCount(),
    liveBufferSize: message.getLiveBufferSize(),
    readBatchSize: message.getReadBatchSize(),
    historyBufferSize: message.getHistoryBufferSize(),
    strategy: readStrategy(message),
  };
}

/** Newer clients name the strategy where they create a group; all others number it. */
function readStrategy(message: SettingsMessage): StrategyName {
  const given = 'getConsumerStrategy' in message ? message.getConsumerStrategy() : '';
  const name = given === '' ? BY_NUMBER.get(message.getNamedConsumerStrategy()) : given;
  const strategy = STRATEGIES.find((known) => known === name);
  if (!strategy)
    throw invalidArgument(`There is no consumer strategy ${given}: use one of ${STRATEGIES.join()}.`);
  return strategy;
}
