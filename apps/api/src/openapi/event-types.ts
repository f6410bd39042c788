import type { CandidateEvent, OfferEvent, VoucherEvent } from '#vouchers';

export type DomainEventType = (CandidateEvent | OfferEvent | VoucherEvent)['type'];
