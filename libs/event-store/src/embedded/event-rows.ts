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

/** @throws SyntaxError when what is stored is no JSON object: the file was changed by another program */
export function toRecordedEvent(row: EventRow): RecordedEvent {
  const [stream, position, revision, type, id, createdAt, data, metadata] = row;
  return {
    id,
    type,
    data: parseObject(data, position),
    metadata: parseObject(metadata, position),
    stream,
    revision,
    position: BigInt(position),
    createdAt: new Date(createdAt),
  };
}

function parseObject(json: string, position: number): JsonObject {
  try {
    const value = JSON.parse(json) as JsonObject | null;
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below, without what is stored.
  }
  throw new SyntaxError(`The event at position ${position} holds no JSON object`);
}
