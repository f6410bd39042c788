import { decideOffer, evolveOffer, initialOffer, type Instant, type Offer, offerStream } from '#vouchers';
import type { Action } from './action.js';
import type { Campaign } from './campaigns.js';
import { envelopeFor } from './envelope.js';

/** The offers as they stand at any instant of the programme. */
export class OfferBook {
  readonly actions: readonly Action[];
  readonly #pages: readonly {
    readonly from: Instant;
    readonly offerId: string;
    readonly offer: Offer;
  }[];

  constructor(campaigns: readonly Campaign[]) {
    this.actions = campaigns.flatMap(actionsOf);
    this.#pages = campaigns.flatMap(({ offerId, deeds }) => {
      let offer = initialOffer;
      return deeds.map(({ at, command }) => {
        offer = decideOffer(command, offer).events.reduce(evolveOffer, offer);
        return { from: at, offerId, offer };
      });
    });
  }

  at(offerId: string, instant: Instant): Offer {
    const page = this.#pages.findLast((one) => one.offerId === offerId && one.from <= instant);
    return page?.offer ?? initialOffer;
  }
}

function actionsOf({ offerId, deeds }: Campaign): readonly Action[] {
  const subject = offerStream(offerId);
  return deeds.map(({ at, command }, index) => ({
    at,
    subject,
    command: { about: 'offer', offerId, command },
    envelope: envelopeFor(subject, index, 'staff'),
    expected: 'recorded',
  }));
}
