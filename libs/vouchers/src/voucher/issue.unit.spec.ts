import { requestVoucher } from '../testing/commands.js';
import { issued, requested } from '../testing/events.js';
import { given } from '../testing/given.js';
import { offerValidForDays, offerWith } from '../testing/offers.js';
import { ISSUED_AT } from '../testing/stories.js';

describe('the end of a voucher', () => {
  it.each([
    ['America/New_York', '2014-03-01', '2014-03-02T04:59:59.999Z'], // before daylight saving
    ['America/New_York', '2014-05-31', '2014-06-01T03:59:59.999Z'],
    ['America/Sao_Paulo', '2014-02-15', '2014-02-16T02:59:59.999Z'], // a day of 25 hours
    ['Pacific/Apia', '2014-05-31', '2014-05-31T10:59:59.999Z'],
    ['Asia/Kolkata', '2014-05-31', '2014-05-31T18:29:59.999Z'],
  ])('in %s, valid until %s, is %s', (timeZone, validUntil, expiresAt) => {
    const offer = offerWith({ timeZone, validUntil });
    given().when(requestVoucher(offer), ISSUED_AT).then(requested(), issued(offer.terms, expiresAt));
  });

  it('is so many days after the day of issue in the time zone of the offer', () => {
    const offer = offerValidForDays(30);
    given() // still 2 February in New York
      .when(requestVoucher(offer), '2014-02-03T04:59:59.999Z')
      .then(requested(), issued(offer.terms, '2014-03-05T04:59:59.999Z'));
    given()
      .when(requestVoucher(offer), '2014-02-03T05:00:00.000Z')
      .then(requested(), issued(offer.terms, '2014-03-06T04:59:59.999Z'));
  });

  it('is never past lastSittingOn', () => {
    const offer = offerValidForDays(365, { lastSittingOn: '2014-05-31' });
    given()
      .when(requestVoucher(offer), ISSUED_AT)
      .then(requested(), issued(offer.terms, '2014-06-01T03:59:59.999Z'));
    const early = offerValidForDays(1, { lastSittingOn: '2014-05-31' });
    given()
      .when(requestVoucher(early), ISSUED_AT)
      .then(requested(), issued(early.terms, '2014-02-05T04:59:59.999Z'));
  });
});
