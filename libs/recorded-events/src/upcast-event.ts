import type { NewEvent, RecordedEvent } from '#event-store';
import { upcast } from '#vouchers';
import { asDomainEvent, type ProgrammeEvent, type Recorded } from './domain-event.js';

/**
 * The event with its data in today's form.
 *
 * @throws UnknownSchemaVersion where a newer program wrote it
 */
export function upcastEvent<Event extends ProgrammeEvent, Stored extends NewEvent = RecordedEvent>(
  event: Stored,
): Recorded<Event, Stored> {
  const data = upcast(event.type, Number(event.metadata['schemaVersion']), event.data);
  return asDomainEvent<Event, Stored>(data === event.data ? event : { ...event, data });
}
