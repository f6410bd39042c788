import { randomUUID } from 'node:crypto';
import type { EmbeddedLog, LogEvent, NewLogEvent } from '../index.js';

export const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
export const text = (content: Uint8Array): string => Buffer.from(content).toString('utf8');

/** An event as a foreign client sends it: JSON data, and no metadata. */
export function foreignEvent(given: Partial<NewLogEvent> = {}): NewLogEvent {
  const usual = { type: 'Noted', isJson: true, data: bytes('{"note":1}'), metadata: bytes('') };
  return { id: randomUUID(), ...usual, ...given };
}

export function foreignEvents(count: number, type = 'Noted'): readonly NewLogEvent[] {
  return Array.from({ length: count }, (_, index) =>
    foreignEvent({ type, data: bytes(`{"index":${index}}`) }),
  );
}

/** Stream metadata as a foreign client sends it. */
export function metadataEvent(metadata: object): NewLogEvent {
  return foreignEvent({ type: '$metadata', data: bytes(JSON.stringify(metadata)) });
}

/** All that is to be seen of a stream, from its start. */
export async function readStream(log: EmbeddedLog, stream: string): Promise<readonly LogEvent[]> {
  return (await log.readStream(stream, { limit: 10_000 })).events;
}

export async function revisionsOf(log: EmbeddedLog, stream: string): Promise<readonly number[]> {
  return (await readStream(log, stream)).map(({ revision }) => revision);
}
