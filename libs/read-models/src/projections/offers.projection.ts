import { asDomainEvent } from '#recorded-events';
import {
  evolveOffer,
  initialOffer,
  OFFER_STREAM_PREFIX,
  type OfferEvent,
  type PublishedOffer,
} from '#vouchers';
import type { Projection } from '../projection.js';

/** One document per offer. */
export const offersProjection: Projection<PublishedOffer> = {
  name: 'offers',
  version: 1,
  filter: { streamPrefixes: [OFFER_STREAM_PREFIX] },
  indexes: [],
  keys: (event) => [event.stream.slice(OFFER_STREAM_PREFIX.length)],
  evolve: (offer, event) => {
    const evolved = evolveOffer(offer ?? initialOffer, asDomainEvent<OfferEvent>(event));
    return evolved.status === 'none' ? undefined : evolved;
  },
};
