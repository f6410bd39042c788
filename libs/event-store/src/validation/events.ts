import { InvalidEvent, InvalidRequest, type ExpectedRevision, type NewEvent } from '../port/index.js';
import { toJson } from './json.js';

/** `data` and `metadata` of all events of an append together, in bytes of UTF-8: EventStoreDB's default limit. */
export const MAX_APPEND_BYTES = 1_048_576;
const MAX_NAME_LENGTH = 500;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Control characters, and halves of a surrogate pair, which UTF-8 cannot carry. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

/** An event that was found fit to be stored, with its data and metadata as JSON text. */
export interface SerializedEvent {
  /** In lower case. */
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** @throws InvalidEvent that names the event and what is wrong with it */
export function serializeEvents(events: readonly NewEvent[]): {
  readonly events: readonly SerializedEvent[];
  readonly bytes: number;
} {
  if (events.length === 0) throw new InvalidEvent('An append needs at least one event.');
  const serialized = events.map(serialize);
  const bytes = serialized.reduce((sum, event) => sum + byteLength(event), 0);
  checkAppendBytes(bytes);
  return { events: serialized, bytes };
}

function serialize(event: NewEvent): SerializedEvent {
  const id = eventId(event.id);
  const fault = nameFault(event.type);
  if (fault) throw new InvalidEvent(`The type of event ${id} ${fault}.`);
  try {
    const { data, metadata } = event;
    return {
      id,
      type: event.type,
      data: objectJson(data, 'data'),
      metadata: objectJson(metadata, 'metadata'),
    };
  } catch (error) {
    throw new InvalidEvent(`Event ${id} is not JSON: ${(error as Error).message}.`, { cause: error });
  }
}

/** In lower case. @throws InvalidEvent unless it is a UUID */
export function eventId(id: string): string {
  if (!UUID.test(id)) throw new InvalidEvent(`The event id ${id} is not a UUID.`);
  return id.toLowerCase();
}

/** @throws InvalidEvent where the events of an append are too large */
export function checkAppendBytes(bytes: number): void {
  if (bytes <= MAX_APPEND_BYTES) return;
  throw new InvalidEvent(`The events have ${bytes} bytes, more than the ${MAX_APPEND_BYTES} of an append.`);
}

function objectJson(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${name} is not an object`);
  }
  return toJson(value, name);
}

function byteLength({ data, metadata }: SerializedEvent): number {
  return Buffer.byteLength(data) + Buffer.byteLength(metadata);
}

/** @throws InvalidRequest */
export function checkStream(stream: string): void {
  const fault = nameFault(stream);
  if (fault) throw new InvalidRequest(`The stream name ${fault}.`);
}

/** @throws InvalidRequest */
export function checkExpectedRevision(expected: ExpectedRevision): void {
  if (expected === 'any' || expected === 'no_stream' || expected === 'stream_exists') return;
  if (Number.isSafeInteger(expected) && expected >= 0) return;
  throw new InvalidRequest(
    `The expected revision ${String(expected)} is neither any, no_stream, stream_exists nor a whole number from 0.`,
  );
}

/** Why this cannot be the name of a stream or of a type of the programme; `undefined` when it can. */
function nameFault(name: unknown): string | undefined {
  if (typeof name === 'string' && name.startsWith('$')) {
    return 'begins with $, which is kept for the store itself';
  }
  return textFault(name);
}

/** Why this cannot be a name at all; `undefined` when it can. */
export function textFault(name: unknown): string | undefined {
  if (typeof name !== 'string' || name === '') return 'is empty';
  if (name.length > MAX_NAME_LENGTH) return `is longer than ${MAX_NAME_LENGTH} characters`;
  return UNFIT.test(name) ? 'has control characters' : undefined;
}
