import { randomUUID } from 'node:crypto';
import { OutcomeUnknown, WrongExpectedRevision } from '#event-store';
import { metastreamOf, type EmbeddedLog, type LogEvent, type NewLogEvent } from '#event-store/embedded';

/*
 * The events and streams that the server itself keeps in the log.
 */

/** So often an append whose outcome is unknown is repeated before its caller is told. */
const ATTEMPTS = 5;

/** An event with JSON data and no metadata. */
export function jsonEvent(type: string, data: unknown): NewLogEvent {
  const text = JSON.stringify(data);
  return { id: randomUUID(), type, isJson: true, data: Buffer.from(text), metadata: Buffer.alloc(0) };
}

/** Appends one event for sure, or not at all. @throws StoreUnavailable, or OutcomeUnknown after some attempts */
export async function appendOne(log: EmbeddedLog, stream: string, event: NewLogEvent): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await log.append(stream, [event], 'any');
      return;
    } catch (error) {
      if (!(error instanceof OutcomeUnknown) || attempt >= ATTEMPTS) throw error;
    }
  }
}

export async function lastEvent(log: EmbeddedLog, stream: string): Promise<LogEvent | undefined> {
  const { events } = await log.readStream(stream, { direction: 'backwards', limit: 1 });
  return events[0];
}

export function setMetadata(log: EmbeddedLog, stream: string, metadata: object): Promise<void> {
  return appendOne(log, metastreamOf(stream), jsonEvent('$metadata', metadata));
}

/** Deletes a stream; one that does not exist is as good as deleted. */
export async function removeStream(log: EmbeddedLog, stream: string): Promise<void> {
  await log.remove('soft', stream, 'any').catch((error: unknown) => {
    if (!(error instanceof WrongExpectedRevision)) throw error;
  });
}
