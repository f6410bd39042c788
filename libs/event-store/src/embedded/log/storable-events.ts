import { InvalidEvent } from '../../port/index.js';
import { checkAppendBytes, eventId, textFault } from '../../validation/events.js';
import type { RawContent, StorableEvent } from '../writing/write-request.js';
import type { NewLogEvent } from './embedded-log.js';

const EMPTY_OBJECT = '{}';
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Events as they are stored: what is the JSON text of an object among the programme's own, so that it can be read
 * through the port, anything else beside them as it is.
 *
 * @throws InvalidEvent that names the event and what is wrong with it
 */
export function storableEvents(events: readonly NewLogEvent[]): {
  readonly events: readonly StorableEvent[];
  readonly bytes: number;
} {
  const bytes = events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  checkAppendBytes(bytes);
  return { events: events.map(storable), bytes };
}

function storable({ id, type, isJson, data, metadata }: NewLogEvent): StorableEvent {
  const storedId = eventId(id);
  const fault = textFault(type);
  if (fault) throw new InvalidEvent(`The type of event ${id} ${fault}.`);
  const dataText = isJson ? objectText(data) : undefined;
  const metadataText = objectText(metadata);
  const event = {
    id: storedId,
    type,
    data: dataText ?? EMPTY_OBJECT,
    metadata: metadataText ?? EMPTY_OBJECT,
  };
  if (dataText !== undefined && metadataText !== undefined) return event;
  const raw: RawContent = {
    isJson,
    ...(dataText === undefined && { data }),
    ...(metadataText === undefined && { metadata }),
  };
  return { ...event, raw };
}

/** The text of these bytes, when they are the JSON of an object. */
function objectText(bytes: Uint8Array): string | undefined {
  // Many events have no metadata: an exception for each would take most of the time of an append.
  if (bytes.length === 0) return undefined;
  try {
    const text = utf8.decode(bytes);
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? text : undefined;
  } catch {
    return undefined;
  }
}
