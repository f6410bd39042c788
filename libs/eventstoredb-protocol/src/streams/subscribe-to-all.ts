import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Position } from '#event-store';
import type { EmbeddedLog } from '#event-store/embedded';
import { shuttingDown } from '../rpc/errors.js';
import { Checkpoints } from './checkpoints.js';
import { readFilter } from './event-filter.js';
import type { EventSender } from './event-sender.js';
import { readPosition } from './read-options.js';
import { checkpoint, confirmation, Liveness } from './subscription-messages.js';

/** Sends what lies in the log after a position, and what comes. */
export async function subscribeToAll(
  log: EmbeddedLog,
  options: streams.ReadReq.Options,
  sender: EventSender,
  checkAccess: () => Promise<void>,
): Promise<void> {
  const given = options.getFilter();
  const filter = given && readFilter(given);
  const after = await readAfter(log, options);
  const checkpoints = given && new Checkpoints(given, after);
  await sender.response(confirmation());
  const liveness = new Liveness();
  const batches = log.subscribeToAll({ signal: sender.signal, after, ...(filter && { filter }) });
  for await (const { events, position, caughtUp } of batches) {
    await checkAccess();
    for (const event of events) {
      for (const reached of checkpoints?.before(event.position) ?? [])
        await sender.response(checkpoint(reached));
      await sender.event(event);
    }
    for (const reached of checkpoints?.upTo(position) ?? []) await sender.response(checkpoint(reached));
    const news = liveness.news(caughtUp);
    if (!news) continue;
    if (checkpoints?.move(position) === true) await sender.response(checkpoint(position));
    await sender.response(news);
  }
  throw shuttingDown();
}

async function readAfter(log: EmbeddedLog, options: streams.ReadReq.Options): Promise<Position> {
  const position = readPosition(options.getAll());
  if (position === 'start') return 0n;
  return position === 'end' ? log.headPosition() : position;
}
