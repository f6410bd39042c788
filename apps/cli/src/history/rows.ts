import type { HistoryItem, VoucherFacts } from '#application/history';
import { upcastEvent } from '#recorded-events';
import type { RecordedEvent } from '#event-store';
import type { VoucherEvent } from '#vouchers';
import { whatHappened } from './what-happened.js';

/** A row for each event, for people. @param items the same events, in the same order */
export function rowsOf(
  events: readonly RecordedEvent[],
  items: readonly HistoryItem[],
): readonly (readonly string[])[] {
  return items.map((item, index) => {
    const event = events[index];
    const { revision, position, recordedAt, type, metadata } = item;
    const { actor = '' } = metadata as { readonly actor?: string };
    const state = stateText(item.state);
    const isReadable = event !== undefined && state !== 'unreadable';
    const what = isReadable ? whatHappened(upcastEvent<VoucherEvent>(event)) : '';
    return [`${revision}`, position, recordedAt, type, what, actor, state];
  });
}

/** `active; 070-480 retake-available` */
function stateText(state: object): string {
  const { status, entries = [] } = state as Partial<Pick<VoucherFacts, 'status' | 'entries'>>;
  return [status ?? '', ...entries.map((entry) => `${entry.examCode} ${entry.status}`)].join('; ');
}
