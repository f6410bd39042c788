import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import { type AllPage, type EventFilter, matcher, type Position, type RecordedEvent } from '../port/index.js';
import { positionOf, toRecordedEvent } from './recorded-event.js';

interface Asked {
  /** Exclusive. */
  readonly after: Position | undefined;
  readonly isBackwards: boolean;
  readonly limit: number;
  readonly filter?: EventFilter;
  /** Whether the server had no more than what was read. */
  readonly isLast: boolean;
}

/** The page that was asked for, of what was read of the log. */
export function logPage(read: readonly AllStreamResolvedEvent[], asked: Asked): AllPage {
  const { after, isBackwards, limit, filter, isLast } = asked;
  const keeps = matcher(filter);
  const events: RecordedEvent[] = [];
  let position = after ?? 0n;
  let end = isLast;
  for (const resolved of read) {
    const at = positionOf(resolved);
    if (at === undefined || (after !== undefined && (isBackwards ? at >= after : at <= after))) continue;
    if (events.length === limit) {
      end = false;
      break;
    }
    position = at;
    const event = toRecordedEvent(resolved);
    if (event && keeps(event)) events.push(event);
  }
  return { events, position, end };
}
