import type { LogEvent } from './embedded-log.js';

/** The columns of an event with its bytes: `e` the event, `s` its stream, `r` its raw content if any. */
export const LOG_COLUMNS = `s.name, e.position, e.revision, e.type, e.id, e.created_at,
  ifnull(r.data, CAST(e.data AS BLOB)), ifnull(r.metadata, CAST(e.metadata AS BLOB)), ifnull(r.is_json, 1)`;

export const RAW_CONTENT = 'LEFT JOIN raw_contents AS r ON r.position = e.position';

export type LogRow = readonly [
  stream: string,
  position: number,
  revision: number,
  type: string,
  id: string,
  createdAt: number,
  data: Uint8Array,
  metadata: Uint8Array,
  isJson: number,
];

export function positionOf(row: LogRow): number {
  return row[1];
}

export function bytesOf(row: LogRow): number {
  return row[6].length + row[7].length;
}

export function toLogEvent(row: LogRow): LogEvent {
  const [stream, position, revision, type, id, createdAt, data, metadata, isJson] = row;
  const where = { stream, position: BigInt(position), revision };
  return { ...where, type, id, createdAt, data, metadata, isJson: isJson === 1 };
}
