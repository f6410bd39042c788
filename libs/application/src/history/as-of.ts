import { parseInstant } from '#clock';
import type { RecordedEvent } from '#event-store';
import { metadataOf } from '#recorded-events';
import { InvalidArgument } from '../errors.js';

/**
 * Which events a view as of then has seen: up to a revision (`r5`), a position (`p123`), or an instant of
 * recording (RFC 3339).
 *
 * @throws InvalidArgument
 */
export function seenAsOf(asOf: string): (event: RecordedEvent) => boolean {
  const [, kind, digits] = /^([rp])(\d{1,18})$/.exec(asOf) ?? [];
  if (kind === 'r') return (event) => event.revision <= Number(digits);
  if (kind === 'p' && digits !== undefined) return (event) => event.position <= BigInt(digits);
  const instant = parseInstant(asOf);
  if (instant === undefined) {
    throw new InvalidArgument('asOf', 'must be a revision (r5), a position (p123) or an RFC 3339 instant');
  }
  return (event) => metadataOf(event).recordedAt <= instant;
}
