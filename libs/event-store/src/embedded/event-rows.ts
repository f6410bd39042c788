import type { JsonObject, RecordedEvent } from '../port/index.js';

/** The columns of an event, `e` being the event and `s` its stream, in the order of `EventRow`. */
export const EVENT_COLUMNS = 's.name, e.position, e.revision, e.type, e.id, e.created_at, e.data, e.metadata';

export type EventRow = readonly [
  stream: string,
  position: number,
  revision: number,
  type: string,
  id: string,
  createdAt: number,
  data: string,
  metadata: string,
];

export function positionOf(row: EventRow): number {
  return row[1];
}

export function toRecordedEvent(row: EventRow): RecordedEvent {
  const [stream, position, revision, type, id, createdAt, data, metadata] = row;
  return {
    id,
    type,
    data: JSON.parse(data) as JsonObject,
    metadata: JSON.parse(metadata) as JsonObject,
    stream,
    revision,
    position: BigInt(position),
    createdAt: new Date(createdAt),
  };
}
