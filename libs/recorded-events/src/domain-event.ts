import type { NewEvent, RecordedEvent } from '#event-store';
import type { CandidateEvent, OfferEvent, VoucherEvent } from '#vouchers';

/** Whatever the programme's streams hold. */
export type ProgrammeEvent = VoucherEvent | OfferEvent | CandidateEvent;

/** A recorded event whose data is what the domain says of its type. */
export type Recorded<Event extends ProgrammeEvent, Stored = RecordedEvent> = Stored & Event;

/**
 * Takes a recorded event for one of the domain's, as it is: only for events that have been through the upcasters
 * already, as those have that the runner hands to a projection. All others are read with `upcastEvent`.
 */
export function asDomainEvent<Event extends ProgrammeEvent, Stored extends NewEvent = RecordedEvent>(
  event: Stored,
): Recorded<Event, Stored> {
  return event as unknown as Recorded<Event, Stored>;
}
