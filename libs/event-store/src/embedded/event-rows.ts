import type { JsonObject, RecordedEvent } from '../port/index.js';

/** The columns of an event, `e` being the event and `s` its stream. */
export const EVENT_COLUMNS =
  's.name AS stream, e.position, e.revision, e.type, e.id, e.created_at AS createdAt, e.data, e.metadata';

export interface EventRow {
  readonly stream: string;
  readonly position: number;
  readonly revision: number;
  readonly type: string;
  readonly id: string;
  readonly createdAt: number;
  readonly data: string;
  readonly metadata: string;
}

export function toRecordedEvent(row: EventRow): RecordedEvent {
  return {
    id: row.id,
    type: row.type,
    data: JSON.parse(row.data) as JsonObject,
    metadata: JSON.parse(row.metadata) as JsonObject,
    stream: row.stream,
    revision: row.revision,
    position: BigInt(row.position),
    createdAt: new Date(row.createdAt),
  };
}
