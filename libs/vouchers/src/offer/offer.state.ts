import { dayOf, type Instant } from '../shared/calendar.js';
import { unknownEvent } from '../shared/event.js';
import type { Refusal } from '../shared/refusal.js';
import type { OfferEvent } from './offer.events.js';
import type { OfferId } from './offer.stream.js';
import type { Terms } from './offer.terms.js';

export interface NoOffer {
  readonly status: 'none';
}

export interface PublishedOffer {
  readonly status: 'published' | 'closed';
  readonly offerId: OfferId;
  readonly terms: Terms;
}

export type Offer = NoOffer | PublishedOffer;

export const initialOffer: Offer = { status: 'none' };

export function evolveOffer(offer: Offer, event: OfferEvent): Offer {
  switch (event.type) {
    case 'OfferPublished':
      return { status: 'published', offerId: event.data.offerId, terms: event.data.terms };
    case 'OfferAmended':
      return offer.status === 'none' ? offer : { ...offer, terms: event.data.terms };
    case 'OfferClosed':
      return offer.status === 'none' ? offer : { ...offer, status: 'closed' };
    default:
      return unknownEvent(offer, event);
  }
}

export const offerNotFound: Refusal = { code: 'OFFER_NOT_FOUND', detail: 'There is no such offer.' };

/** Rule 1: whether a voucher can be requested now, the first and the last day included. */
export function isOpen(offer: PublishedOffer, now: Instant): boolean {
  const today = dayOf(now, offer.terms.timeZone);
  return offer.status === 'published' && today >= offer.terms.opensOn && today <= offer.terms.closesOn;
}
