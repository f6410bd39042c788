import type { SqlValue, Statement } from '#sqlite';
import type { ScannedRows } from '../reading/log-page.js';
import { bytesOf, type LogRow } from './log-rows.js';

/** A page holds no further events when it has so many bytes: events of 1 MiB come a few at a time. */
const PAGE_BYTES = 4 * 1_024 * 1_024;

/** Reads at most `limit` rows, and fewer where they are large. */
export function readPageOfRows(
  statement: Statement<LogRow>,
  parameters: readonly SqlValue[],
  limit: number,
): ScannedRows<LogRow> {
  const rows: LogRow[] = [];
  let bytes = 0;
  for (const row of statement.iterate(...parameters, limit)) {
    rows.push(row);
    bytes += bytesOf(row);
    if (bytes >= PAGE_BYTES) return { rows, isFull: true };
  }
  return { rows, isFull: rows.length === limit };
}
