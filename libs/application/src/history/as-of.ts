import { parseInstant } from '#clock';
import type { RecordedEvent } from '#event-store';
import { metadataOf } from '#recorded-events';
import { InvalidArgument } from '../errors.js';

/** The leading part of a stream's next events that a view includes; if it is not all of them, the view ends there. */
export type SeenOf = (events: readonly RecordedEvent[]) => readonly RecordedEvent[];

/**
 * What a view as of then has seen: up to a revision (`r5`), a position (`p123`), or an instant of recording (RFC
 * 3339). Clocks of several processes differ: it ends before the first event that was recorded later, also where one
 * behind it was recorded earlier, so that it is a state in which the stream has been.
 *
 * @throws InvalidArgument
 */
export function seenAsOf(asOf: string): SeenOf {
  const isSeen = isSeenAsOf(asOf);
  return (events) => {
    const end = events.findIndex((event) => !isSeen(event));
    return end === -1 ? events : events.slice(0, end);
  };
}

function isSeenAsOf(asOf: string): (event: RecordedEvent) => boolean {
  const [, kind, digits] = /^([rp])(\d{1,18})$/.exec(asOf) ?? [];
  if (kind === 'r') return (event) => event.revision <= Number(digits);
  if (kind === 'p' && digits !== undefined) return (event) => event.position <= BigInt(digits);
  const instant = parseInstant(asOf);
  if (instant === undefined) {
    throw new InvalidArgument('asOf', 'must be a revision (r5), a position (p123) or an RFC 3339 instant');
  }
  return (event) => metadataOf(event).recordedAt <= instant;
}
