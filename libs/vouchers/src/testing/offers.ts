import type { PublishedOffer } from '../offer/offer.state.js';
import { DEFAULT_TERMS, type Terms } from '../offer/offer.terms.js';

/** The three offers of the original: one voucher, one exam, valid until 31 May 2014. */

const original = {
  ...DEFAULT_TERMS,
  provider: 'Prometric',
  opensOn: '2014-01-06',
  closesOn: '2014-05-31',
  timeZone: 'America/New_York',
  validUntil: '2014-05-31',
} as const;

export const professional: PublishedOffer = offer('second-shot-professional', {
  ...original,
  name: 'Second Shot for professionals',
  audience: 'professional',
  eligiblePrefixes: ['070', '071'],
});

export const academic: PublishedOffer = offer('second-shot-academic', {
  ...original,
  name: 'Second Shot for students',
  audience: 'academic',
  eligiblePrefixes: ['072', '073'],
});

export const newcomer: PublishedOffer = offer('second-shot-newcomer', {
  ...original,
  name: 'Second Shot for newcomers',
  audience: 'newcomer',
  eligiblePrefixes: ['098'],
});

/** Last instant of 31 May 2014 in New York, where clocks are four hours behind by then. */
export const EXPIRES_AT = '2014-06-01T03:59:59.999Z';

/** The professionals' offer with other terms. */
export function offerWith(changes: Partial<Terms>): PublishedOffer {
  return { ...professional, terms: { ...professional.terms, ...changes } };
}

/** Without the fixed `validUntil`. */
export function offerValidForDays(validForDays: number, changes: Partial<Terms> = {}): PublishedOffer {
  const { validUntil: _fixed, ...terms } = professional.terms;
  return { ...professional, terms: { ...terms, validForDays, ...changes } };
}

function offer(offerId: string, terms: Terms): PublishedOffer {
  return { status: 'published', offerId, terms };
}
