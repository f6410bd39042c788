import type { EventReader } from '#event-store';
import type { ReadModels } from '#read-models';
import { upcastEvent } from '#recorded-events';
import {
  evolveOffer,
  initialOffer,
  type Offer,
  type OfferEvent,
  offerStream,
  type PublishedOffer,
  type Voucher,
} from '#vouchers';
import type { SeenOf } from '../history/as-of.js';
import { EventPages } from '../history/event-pages.js';
import { PATIENCE } from '../patience.js';

/*
 * Under which offer a request would be approved. A voucher that is issued has its own terms, so nothing that can be
 * done with it depends on the offer: it is not read then.
 */

/** @param position of the voucher's last event: its offer was published before that */
export async function presentOffer(
  voucher: Voucher,
  position: bigint,
  readModels: ReadModels,
): Promise<Offer> {
  if (voucher.status !== 'requested') return initialOffer;
  const shown = () => readModels.get<PublishedOffer>('offers', voucher.offerId);
  const offer = await shown();
  if (offer) return offer.body;
  await readModels.waitFor(position, PATIENCE, ['offers']);
  return (await shown())?.body ?? initialOffer;
}

/** As it was made by those of its events that had been seen then. */
export async function pastOffer(
  voucher: Voucher,
  seenOf: SeenOf,
  eventStore: Pick<EventReader, 'readStream'>,
): Promise<Offer> {
  if (voucher.status !== 'requested') return initialOffer;
  let offer = initialOffer;
  for await (const page of await EventPages.open(eventStore, offerStream(voucher.offerId))) {
    const events = seenOf(page);
    offer = events.reduce((before, event) => evolveOffer(before, upcastEvent<OfferEvent>(event)), offer);
    if (events.length < page.length) break;
  }
  return offer;
}
