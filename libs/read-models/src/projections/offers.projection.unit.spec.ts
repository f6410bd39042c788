import { ISSUED_AT, offerWith, professional } from '#vouchers/testing';
import type { OfferEvent } from '#vouchers';
import { given } from '../testing/given.js';
import { offersProjection } from './offers.projection.js';

const { offerId, terms } = professional;
const published: OfferEvent = { type: 'OfferPublished', data: { offerId, terms } };
const amended: OfferEvent = {
  type: 'OfferAmended',
  data: { offerId, terms: offerWith({ retakeWaitHours: 24 }).terms },
};
const closed: OfferEvent = { type: 'OfferClosed', data: { offerId } };

describe('the offer document', () => {
  it('has the terms as they stand, and whether it was closed', async () => {
    await given({ stream: `offer-${offerId}`, at: ISSUED_AT, events: [published, amended, closed] })
      .projectedBy(offersProjection)
      .then({ documents: { [offerId]: { offerId, status: 'closed', terms: { retakeWaitHours: 24 } } } });
  });

  it('is one an offer', async () => {
    const other: OfferEvent = { type: 'OfferPublished', data: { offerId: 'other', terms } };
    await given(
      { stream: `offer-${offerId}`, at: ISSUED_AT, events: [published] },
      { stream: 'offer-other', at: ISSUED_AT, events: [other] },
    )
      .projectedBy(offersProjection)
      .then({ documents: { [offerId]: { status: 'published' }, other: { status: 'published' } } });
  });
});
