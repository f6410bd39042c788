import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Position } from '#event-store';
import type { EmbeddedLog } from '#event-store/embedded';
import { readFilter } from './event-filter.js';
import type { EventSender } from './event-sender.js';
import { isBackwards, nextLimit, readCount, readPosition } from './read-options.js';

/** Sends a part of the log: forwards from a position on, backwards what lies before it. */
export async function readAll(
  log: EmbeddedLog,
  options: streams.ReadReq.Options,
  sender: EventSender,
): Promise<void> {
  const given = options.getFilter();
  const filter = given && readFilter(given);
  const direction = isBackwards(options) ? 'backwards' : 'forwards';
  let after = await readAfter(log, options, direction);
  let left = readCount(options);
  while (left > 0) {
    const limit = nextLimit(left);
    const page = await log.readAll({ direction, after, limit, ...(filter && { filter }) });
    for (const event of page.events) await sender.event(event);
    if (page.end) return;
    left -= page.events.length;
    after = page.position;
    sender.signal.throwIfAborted();
  }
}

/** The position that the store's own reads, which do not include it, begin at. */
async function readAfter(
  log: EmbeddedLog,
  options: streams.ReadReq.Options,
  direction: 'forwards' | 'backwards',
): Promise<Position> {
  const position = readPosition(options.getAll());
  if (position === 'start') return 0n;
  if (position === 'end') return (await log.headPosition()) + (direction === 'backwards' ? 1n : 0n);
  return direction === 'backwards' || position === 0n ? position : position - 1n;
}
