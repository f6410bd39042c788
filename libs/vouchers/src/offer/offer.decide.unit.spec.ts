import { eventsOf } from '../shared/decision.js';
import { deepFreeze } from '../testing/freeze.js';
import { refusalOf } from '../testing/given.js';
import { offerValidForDays, offerWith, professional } from '../testing/offers.js';
import { decideOffer, type OfferCommand, type PublishOffer } from './offer.decide.js';
import type { OfferEvent } from './offer.events.js';
import { evolveOffer, initialOffer, type Offer } from './offer.state.js';
import type { Terms } from './offer.terms.js';

const { offerId, terms } = professional;
const publish: PublishOffer = { type: 'PublishOffer', offerId, terms };
const published: OfferEvent = { type: 'OfferPublished', data: { offerId, terms } };
const closed: OfferEvent = { type: 'OfferClosed', data: { offerId } };
const amend = (changes: Partial<Terms>): OfferCommand => ({ type: 'AmendOffer', changes });
const amended = (changes: Partial<Terms>): OfferEvent => ({
  type: 'OfferAmended',
  data: { offerId, terms: { ...terms, ...changes } },
});

function given(...history: readonly OfferEvent[]) {
  const offer = offerOf(...history);
  return {
    when: (command: OfferCommand) => ({
      then: (...events: readonly OfferEvent[]) => {
        const decision = decideOffer(deepFreeze(command), offer);
        expect(decision).toStrictEqual({ refusals: [], events });
        expect(eventsOf(decision)).toStrictEqual(events);
      },
      thenRefused: (...codes: readonly string[]) => {
        const decision = decideOffer(command, offer);
        const { refusals, events } = decision;
        expect([refusals.map(({ code }) => code), events]).toEqual([codes, []]);
        expect(refusalOf(() => eventsOf(decision)).code).toBe(codes[0]);
      },
    }),
  };
}

function offerOf(...history: readonly OfferEvent[]): Offer {
  return history.reduce((offer, event) => deepFreeze(evolveOffer(offer, deepFreeze(event))), initialOffer);
}

describe('PublishOffer', () => {
  it('publishes the offer with its terms', () => {
    given().when(publish).then(published);
  });

  it('changes nothing when it says again what stands', () => {
    given(published).when(publish).then();
  });

  it('is refused where the offer stands with other terms', () => {
    given(published)
      .when({ ...publish, terms: offerWith({ retakeWaitHours: 24 }).terms })
      .thenRefused('OFFER_ALREADY_PUBLISHED');
  });

  it('is told everything that is wrong with the terms', () => {
    const wrong = offerWith({ closesOn: '2014-01-01', timeZone: 'Mars/Olympus' }).terms;
    given()
      .when({ ...publish, terms: wrong })
      .thenRefused('OFFER_TERMS_INVALID', 'OFFER_TERMS_INVALID');
  });
});

describe('AmendOffer', () => {
  it('records the whole new terms', () => {
    given(published)
      .when(amend({ retakeWaitHours: 24 }))
      .then(amended({ retakeWaitHours: 24 }));
  });

  it('goes on from the terms as they were amended last', () => {
    given(published, amended({ retakeWaitHours: 24 }))
      .when(amend({ changeNoticeHours: 48 }))
      .then(amended({ retakeWaitHours: 24, changeNoticeHours: 48 }));
  });

  it('changes nothing when it says what stands', () => {
    given(published)
      .when(amend({ retakeWaitHours: 0, eligiblePrefixes: ['070', '071'] }))
      .then();
  });

  it('takes validUntil away when it names validForDays, and the other way round', () => {
    const days = offerValidForDays(30).terms;
    given(published)
      .when(amend({ validForDays: 30 }))
      .then({ type: 'OfferAmended', data: { offerId, terms: days } });
    given({ type: 'OfferPublished', data: { offerId, terms: days } })
      .when(amend({ validUntil: '2014-05-31' }))
      .then({ type: 'OfferAmended', data: { offerId, terms } });
    given({ type: 'OfferPublished', data: { offerId, terms: days } })
      .when(amend({ retakeWaitHours: 1 }))
      .then({ type: 'OfferAmended', data: { offerId, terms: { ...days, retakeWaitHours: 1 } } });
  });

  it('is refused when the terms would not hold together', () => {
    given(published)
      .when(amend({ examsPerVoucher: 0 }))
      .thenRefused('OFFER_TERMS_INVALID');
    given(published)
      .when(amend({ validUntil: '2014-05-31', validForDays: 30 }))
      .thenRefused('OFFER_TERMS_INVALID');
  });

  it('is refused where there is no offer, and on one that is closed', () => {
    given()
      .when(amend({ retakeWaitHours: 24 }))
      .thenRefused('OFFER_NOT_FOUND');
    given(published, closed)
      .when(amend({ retakeWaitHours: 24 }))
      .thenRefused('OFFER_NOT_OPEN');
  });
});

describe('CloseOffer', () => {
  it('closes the offer, with the reason where one is given', () => {
    given(published).when({ type: 'CloseOffer' }).then(closed);
    given(published)
      .when({ type: 'CloseOffer', reason: 'sold out' })
      .then({ type: 'OfferClosed', data: { offerId, reason: 'sold out' } });
  });

  it('changes nothing the second time, and is refused where there is no offer', () => {
    given(published, closed).when({ type: 'CloseOffer' }).then();
    given().when({ type: 'CloseOffer' }).thenRefused('OFFER_NOT_FOUND');
  });
});

describe('the state of an offer', () => {
  it('holds the terms as they stand', () => {
    expect(offerOf()).toStrictEqual({ status: 'none' });
    expect(offerOf(published)).toStrictEqual({ status: 'published', offerId, terms });
    expect(offerOf(published, amended({ retakeWaitHours: 24 }), closed)).toStrictEqual({
      status: 'closed',
      offerId,
      terms: { ...terms, retakeWaitHours: 24 },
    });
  });

  it('is left as it is by what has no offer to speak of, and by types that a later release has added', () => {
    const unknown = { type: 'OfferReopened', data: {} } as unknown as OfferEvent;
    expect(offerOf(amended({}), closed, unknown)).toStrictEqual({ status: 'none' });
    expect(offerOf(published, unknown)).toStrictEqual(offerOf(published));
  });
});
