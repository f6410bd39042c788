import { approve, decline, scheduleExam } from '../../testing/commands.js';
import { declined, EXAM, expired, issued, requested, revoked } from '../../testing/events.js';
import { given } from '../../testing/given.js';
import { offerWith } from '../../testing/offers.js';
import { active, FIRST, ISSUED_AT } from '../../testing/stories.js';

const manual = offerWith({ approval: 'manual' });

describe('ApproveVoucherRequest', () => {
  it('issues the voucher under the terms of this moment', () => {
    const amended = offerWith({ approval: 'manual', retakeWaitHours: 24 });
    given(requested()).when(approve(amended), ISSUED_AT).then(issued(amended.terms));
  });

  it('issues also after the offer was closed: the request came in time', () => {
    given(requested())
      .when(approve({ ...manual, status: 'closed' }), '2014-05-31T12:00:00.000Z')
      .then(issued(manual.terms));
  });

  it.each([
    ['nothing was requested', [], 'VOUCHER_NOT_FOUND'],
    ['the voucher is issued', active, 'VOUCHER_NOT_REQUESTED'],
    ['rule 18: the request is declined', [requested(), declined()], 'VOUCHER_NOT_ACTIVE'],
    ['rule 18: the voucher is revoked', [...active, revoked(ISSUED_AT)], 'VOUCHER_NOT_ACTIVE'],
    ['rule 18: the voucher is expired', [...active, expired(1, [])], 'VOUCHER_NOT_ACTIVE'],
  ] as const)('is refused when %s', (_case, history, code) => {
    given(...history)
      .when(approve(manual), ISSUED_AT)
      .thenRefused(code);
    given(...history)
      .when(decline(), ISSUED_AT)
      .thenRefused(code);
  });

  it('is refused when the voucher would have ended already', () => {
    given(requested()).when(approve(manual), '2014-06-01T04:00:00.000Z').thenRefused('OFFER_NOT_OPEN');
  });

  it('is refused where there is no offer', () => {
    given(requested())
      .when({ ...approve(), offer: { status: 'none' } }, ISSUED_AT)
      .thenRefused('OFFER_NOT_FOUND');
  });

  it('rule 3: is refused when the terms have come to leave out an exam that was named', () => {
    given(requested([EXAM]))
      .when(approve(offerWith({ eligiblePrefixes: ['071'] })), ISSUED_AT)
      .thenRefused('EXAM_NOT_ELIGIBLE');
  });
});

describe('DeclineVoucherRequest', () => {
  it('declines', () => {
    given(requested()).when(decline('no proof of study'), ISSUED_AT).then(declined('no proof of study'));
  });

  it('rule 5: leaves a voucher that cannot be booked', () => {
    const schedule = scheduleExam(FIRST);
    given(requested()).when(schedule, ISSUED_AT).thenRefused('VOUCHER_NOT_ACTIVE');
    given(requested(), declined()).when(schedule, ISSUED_AT).thenRefused('VOUCHER_NOT_ACTIVE');
  });
});
