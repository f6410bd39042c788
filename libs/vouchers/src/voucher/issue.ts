import type { PublishedOffer } from '../offer/offer.state.js';
import type { Terms } from '../offer/offer.terms.js';
import { addDays, dayOf, earlierOf, endOfDay, type Instant } from '../shared/calendar.js';
import type { Refusal } from '../shared/refusal.js';
import type { BlindHash, Sealed, VoucherIssued } from './voucher.events.js';

/** A voucher code as it may be stored. */
export interface NewCode {
  readonly sealed: Sealed;
  readonly hash: BlindHash;
}

/** The voucher as it is issued now; refused when it would have ended already. */
export function issuedEvent(offer: PublishedOffer, code: NewCode, now: Instant): VoucherIssued | Refusal {
  const { offerId, terms } = offer;
  const expiresAt = expiryOf(terms, now);
  if (expiresAt < now) {
    return {
      code: 'OFFER_NOT_OPEN',
      detail: `Vouchers of ${offerId} ended at ${expiresAt}; none can be issued.`,
    };
  }
  return {
    type: 'VoucherIssued',
    data: { offerId, terms, code: code.sealed, codeHash: code.hash, expiresAt },
  };
}

/** The last instant at which a voucher that is issued now can be used. */
function expiryOf(terms: Terms, issuedAt: Instant): Instant {
  const { timeZone, validForDays = 0, lastSittingOn } = terms;
  const lastDay = terms.validUntil ?? addDays(dayOf(issuedAt, timeZone), validForDays);
  const ends = endOfDay(lastDay, timeZone);
  return lastSittingOn === undefined ? ends : earlierOf(ends, endOfDay(lastSittingOn, timeZone));
}
