/** A value that survives `JSON.parse(JSON.stringify(value))` unchanged. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** Place of an event in the whole log. Decimal string in JSON, `bigint` in code; the first event has position 1. */
export type Position = bigint;

/** An event on its way into the store. `id` is a UUID: appending the same id again changes nothing. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/**
 * An event as the store gives it back. Where a foreign client of the store wrote something else than a JSON object
 * as data or metadata, there is an empty object in its place.
 */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** Number of the event in its stream; the first is 0. */
  readonly revision: number;
  readonly position: Position;
  /** The store's own clock when the event was written; for information, no rule reads it. */
  readonly createdAt: Date;
}
