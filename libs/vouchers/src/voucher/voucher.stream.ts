import { v5 as nameBasedUuid } from 'uuid';
import type { OfferId } from '../offer/offer.stream.js';

/** Name-based UUID of offer, candidate and ordinal. */
export type VoucherId = string;

/** Pseudonym under which the portal knows a candidate; says nothing about the person. */
export type CandidateId = string;

export const VOUCHER_STREAM_PREFIX = 'voucher-';

/** Never to be changed: all voucher ids depend on it. */
const VOUCHER_NAMESPACE = 'b1f6f0a2-6d5e-4f0e-9a41-3c6b0f1c9d27';

/**
 * The id under which a candidate's voucher of an offer is appended, expecting no stream: of two requests that
 * race for the same ordinal, one wins.
 *
 * @param ordinal 1 for the candidate's first voucher under the offer
 */
export function voucherIdOf(offerId: OfferId, candidateId: CandidateId, ordinal: number): VoucherId {
  return nameBasedUuid(JSON.stringify([offerId, candidateId, ordinal]), VOUCHER_NAMESPACE);
}

export function voucherStream(voucherId: VoucherId): string {
  return VOUCHER_STREAM_PREFIX + voucherId;
}

export function isVoucherId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text);
}
