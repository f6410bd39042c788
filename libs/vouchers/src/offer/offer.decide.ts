import { isDeepStrictEqual } from 'node:util';

import { type Decision, refused, unchanged } from '../shared/decision.js';
import type { OfferEvent } from './offer.events.js';
import { type Offer, offerNotFound } from './offer.state.js';
import type { OfferId } from './offer.stream.js';
import { problemsOf, type Terms } from './offer.terms.js';

export interface PublishOffer {
  readonly type: 'PublishOffer';
  readonly offerId: OfferId;
  readonly terms: Terms;
}

/** Naming `validUntil` takes `validForDays` away, and the other way round. */
export interface AmendOffer {
  readonly type: 'AmendOffer';
  readonly changes: Partial<Terms>;
}

export interface CloseOffer {
  readonly type: 'CloseOffer';
  readonly reason?: string;
}

export type OfferCommand = PublishOffer | AmendOffer | CloseOffer;

/** What the command would record, or every rule that refuses it. */
export function decideOffer(command: OfferCommand, offer: Offer): Decision<OfferEvent> {
  switch (command.type) {
    case 'PublishOffer':
      return publish(command, offer);
    case 'AmendOffer':
      return amend(command, offer);
    case 'CloseOffer':
      return close(command, offer);
  }
}

function publish({ offerId, terms }: PublishOffer, offer: Offer): Decision<OfferEvent> {
  if (offer.status !== 'none') {
    return isDeepStrictEqual(offer.terms, terms)
      ? unchanged
      : refused({
          code: 'OFFER_ALREADY_PUBLISHED',
          detail: `Offer ${offerId} is already published; amend it instead.`,
        });
  }
  return withSoundTerms(terms, { type: 'OfferPublished', data: { offerId, terms } });
}

function amend({ changes }: AmendOffer, offer: Offer): Decision<OfferEvent> {
  if (offer.status === 'none') return refused(offerNotFound);
  if (offer.status === 'closed') {
    return refused({ code: 'OFFER_NOT_OPEN', detail: `Offer ${offer.offerId} is closed for good.` });
  }
  const terms = amendedTerms(offer.terms, changes);
  if (isDeepStrictEqual(offer.terms, terms)) return unchanged;
  return withSoundTerms(terms, { type: 'OfferAmended', data: { offerId: offer.offerId, terms } });
}

function close({ reason }: CloseOffer, offer: Offer): Decision<OfferEvent> {
  if (offer.status === 'none') return refused(offerNotFound);
  if (offer.status === 'closed') return unchanged;
  const data = { offerId: offer.offerId, ...(reason !== undefined && { reason }) };
  return { refusals: [], events: [{ type: 'OfferClosed', data }] };
}

function amendedTerms(terms: Terms, changes: Partial<Terms>): Terms {
  const { validUntil, validForDays, ...others } = terms;
  const keepsValidity = changes.validUntil === undefined && changes.validForDays === undefined;
  const validity = {
    ...(validUntil !== undefined && { validUntil }),
    ...(validForDays !== undefined && { validForDays }),
  };
  return { ...others, ...(keepsValidity && validity), ...changes };
}

function withSoundTerms(terms: Terms, event: OfferEvent): Decision<OfferEvent> {
  const problems = problemsOf(terms);
  if (problems.length > 0)
    return refused(...problems.map((detail) => ({ code: 'OFFER_TERMS_INVALID' as const, detail })));
  return { refusals: [], events: [event] };
}
