import type { RecordedEvent } from '#event-store';
import { upcast } from '#vouchers';

/** The event with its data in today's form, read as what the domain says of its type. */
export function upcastEvent<Event>(event: RecordedEvent): RecordedEvent & Event {
  const data = upcast(event.type, Number(event.metadata['schemaVersion']), event.data);
  const current = data === event.data ? event : { ...event, data };
  return current as RecordedEvent & Event;
}
