import type { NewEvent, RecordedEvent } from '#event-store';
import type { CandidateEvent, OfferEvent, VoucherEvent } from '#vouchers';

/** Whatever the programme's streams hold. */
export type ProgrammeEvent = VoucherEvent | OfferEvent | CandidateEvent;

/** A recorded event whose data is what the domain says of its type. */
export type Recorded<Event extends ProgrammeEvent, Stored = RecordedEvent> = Stored & Event;

/**
 * Reads a recorded event as one of the domain's. Only commands write the programme's streams, and events come
 * through the upcasters, so that the stored data has the form that the domain declares.
 */
export function asDomainEvent<Event extends ProgrammeEvent, Stored extends NewEvent = RecordedEvent>(
  event: Stored,
): Recorded<Event, Stored> {
  return event as unknown as Recorded<Event, Stored>;
}
