import { InvalidRequest, type EventFilter, type Position } from '../port/index.js';

const MAX_LIMIT = 10_000;
const MAX_FILTER_ENTRIES = 100;
/** EventStoreDB and SQLite count to here. */
const MAX_POSITION = 2n ** 63n - 1n;

/** @throws InvalidRequest unless it is a whole number from 1 to 10,000 */
export function checkLimit(name: string, limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return;
  throw new InvalidRequest(`The ${name} ${String(limit)} is not a whole number from 1 to ${MAX_LIMIT}.`);
}

/** @throws InvalidRequest unless it is a whole number from 0, or not given */
export function checkRevision(revision: number | undefined): void {
  if (revision === undefined || (Number.isSafeInteger(revision) && revision >= 0)) return;
  throw new InvalidRequest(`The revision ${String(revision)} is not a whole number from 0.`);
}

/** @throws InvalidRequest unless it is a bigint from 0, or not given */
export function checkPosition(position: Position | undefined): void {
  if (position === undefined) return;
  if (typeof position === 'bigint' && position >= 0n && position <= MAX_POSITION) return;
  throw new InvalidRequest(`The position ${String(position)} is not a bigint from 0 to ${MAX_POSITION}.`);
}

/** @throws InvalidRequest when a list is empty or too long */
export function checkFilter(filter: EventFilter | undefined): void {
  for (const list of [filter?.streamPrefixes, filter?.eventTypes]) {
    if (list === undefined || (list.length >= 1 && list.length <= MAX_FILTER_ENTRIES)) continue;
    throw new InvalidRequest(
      `A filter has ${list.length} entries instead of 1 to ${MAX_FILTER_ENTRIES}: leave a list out to match all.`,
    );
  }
}
