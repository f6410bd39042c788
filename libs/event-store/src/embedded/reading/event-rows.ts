import type { JsonObject, RecordedEvent } from '../../port/index.js';

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

/**
 * A class, not an object literal: whoever follows the log holds a thousand events for a moment, and from that V8 would
 * learn to put literals among its old objects, where they outlive their use by seconds.
 */
export class StoredEvent implements RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly createdAt: Date;

  /** @throws SyntaxError when what is stored is not a JSON object: the file was changed by another program */
  constructor([stream, position, revision, type, id, createdAt, data, metadata]: EventRow) {
    this.id = id;
    this.type = type;
    this.data = parseObject(data, position);
    this.metadata = parseObject(metadata, position);
    this.stream = stream;
    this.revision = revision;
    this.position = BigInt(position);
    this.createdAt = new Date(createdAt);
  }
}

function parseObject(json: string, position: number): JsonObject {
  try {
    const value = JSON.parse(json) as JsonObject | null;
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Reported below, without quoting what is stored.
  }
  throw new SyntaxError(`The event at position ${position} does not hold a JSON object`);
}
