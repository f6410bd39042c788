/** Slug chosen by staff, 1 to 64 characters of `a-z`, `0-9` and inner dashes. */
export type OfferId = string;

export const OFFER_STREAM_PREFIX = 'offer-';

export function offerStream(offerId: OfferId): string {
  return OFFER_STREAM_PREFIX + offerId;
}

export function isOfferId(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(text);
}
