import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { Consumer } from '../core/consumers.js';
import type { Connection } from '../running/connection.js';
import type { RunningGroup } from '../running/running-group.js';
import { placeText, startText } from '../store/place-text.js';

const { SubscriptionInfo } = persistent;
const { ConnectionInfo, Measurement } = SubscriptionInfo;

type Info = persistent.SubscriptionInfo;

/** What a group is, where it is, and who is there. Rates are those since it was last asked. */
export async function groupInfo(running: RunningGroup): Promise<Info> {
  const { config, group, disk } = running;
  const { stream } = config;
  const [head, parked] = await Promise.all([running.source.head(), disk.parked.range()]);
  const now = performance.now();
  const { total, sinceLast, perSecond } = group.meter.read(now);
  const info = new SubscriptionInfo()
    .setEventSource(stream)
    .setGroupName(config.group)
    .setStatus(statusOf(running))
    .setConnectionsList(running.connections.map((connection) => connectionInfo(running, connection, now)))
    .setAveragePerSecond(perSecond)
    .setTotalItems(String(total))
    .setCountSinceLastMeasurement(String(sinceLast))
    .setLastKnownEventPosition(head === undefined ? '' : placeText(stream, head))
    .setLastCheckpointedEventPosition(disk.checkpoint === undefined ? '' : placeText(stream, disk.checkpoint))
    .setReadBufferCount(group.waiting.ahead)
    .setLiveBufferCount('0')
    .setRetryBufferCount(group.waiting.retries + group.waiting.replays)
    .setTotalInFlightMessages(group.inFlight.size)
    .setOutstandingMessagesCount(group.inFlight.size)
    .setParkedMessageCount(String(parked.end - parked.first));
  return withSettings(info, running);
}

function withSettings(info: Info, { config }: RunningGroup): Info {
  const { settings, stream, startFrom } = config;
  return info
    .setStartFrom(startText(stream, startFrom))
    .setResolveLinkTos(settings.resolveLinkTos)
    .setExtraStatistics(settings.extraStatistics)
    .setMessageTimeoutMilliseconds(settings.messageTimeout)
    .setMaxRetryCount(settings.maxRetryCount)
    .setLiveBufferSize(settings.liveBufferSize)
    .setBufferSize(settings.historyBufferSize)
    .setReadBatchSize(settings.readBatchSize)
    .setCheckPointAfterMilliseconds(settings.checkPointAfter)
    .setMinCheckPointCount(settings.minCheckPointCount)
    .setMaxCheckPointCount(settings.maxCheckPointCount)
    .setMaxSubscriberCount(settings.maxSubscriberCount)
    .setNamedConsumerStrategy(settings.strategy);
}

function statusOf({ group }: RunningGroup): string {
  const status = group.isLive ? 'Live' : 'Behind';
  return group.isReplaying ? `${status}, ReplayingParkedMessages` : status;
}

function connectionInfo({ group, config }: RunningGroup, connection: Connection, now: number) {
  const info = new ConnectionInfo()
    .setFrom(connection.from)
    .setUsername(connection.userName)
    .setConnectionName(connection.name);
  const consumer = group.consumers.find(connection.id);
  return consumer ? withFigures(info, consumer, config.settings.extraStatistics, now) : info;
}

function withFigures(
  info: persistent.SubscriptionInfo.ConnectionInfo,
  consumer: Consumer,
  withMeasurements: boolean,
  now: number,
) {
  const { total, sinceLast, perSecond } = consumer.meter.read(now);
  const measurements = [...(withMeasurements ? consumer.measurements.read() : [])];
  return info
    .setTotalItems(String(total))
    .setCountSinceLastMeasurement(String(sinceLast))
    .setAverageItemsPerSecond(perSecond)
    .setAvailableSlots(consumer.slots - consumer.inFlight)
    .setInFlightMessages(consumer.inFlight)
    .setObservedMeasurementsList(
      measurements.map(([key, value]) => new Measurement().setKey(key).setValue(String(value))),
    );
}
