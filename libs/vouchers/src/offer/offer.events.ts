import type { DomainEvent } from '../shared/event.js';
import type { OfferId } from './offer.stream.js';
import type { Terms } from './offer.terms.js';

/*
 * STORED FORMAT. What is declared here lies in event stores for ever. Never change or remove a field: raise the
 * type's schema version and add an upcaster (see ../upcasters.ts).
 */

export type OfferPublished = DomainEvent<
  'OfferPublished',
  { readonly offerId: OfferId; readonly terms: Terms }
>;

/** `terms` are the whole new terms. They hold for vouchers issued from now on. */
export type OfferAmended = DomainEvent<'OfferAmended', { readonly offerId: OfferId; readonly terms: Terms }>;

export type OfferClosed = DomainEvent<'OfferClosed', { readonly offerId: OfferId; readonly reason?: string }>;

export type OfferEvent = OfferPublished | OfferAmended | OfferClosed;
