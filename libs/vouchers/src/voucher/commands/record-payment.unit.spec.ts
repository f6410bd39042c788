import { recordPayment } from '../../testing/commands.js';
import {
  cancelled,
  corrected,
  expired,
  forfeited,
  OTHER_EXAM,
  paid,
  PRICE,
  revoked,
  scheduled,
  withdrawn,
} from '../../testing/events.js';
import { given } from '../../testing/given.js';
import {
  active,
  FIRST,
  FIRST_REPORTED,
  firstBooked,
  firstFailed,
  firstPaid,
  firstPassed,
  ISSUED_AT,
  retakeBooked,
  retakeFailed,
} from '../../testing/stories.js';

describe('RecordPayment', () => {
  it('records amount, currency and reference for the first sitting', () => {
    given(...firstBooked)
      .when(recordPayment('P1'), ISSUED_AT)
      .then(paid('P1'));
  });

  it('rule 8: records a payment once', () => {
    given(...firstPaid)
      .when(recordPayment('P2'), ISSUED_AT)
      .thenRefused('ALREADY_PAID');
  });

  it.each([
    ['available', firstFailed],
    ['scheduled', retakeBooked],
    ['taken', retakeFailed],
    ['forfeited', [...retakeBooked, forfeited('no-show', 'retake')]],
  ])('rule 8: takes none for a retake that is %s', (_status, history) => {
    given(...history)
      .when(recordPayment('P2'), FIRST_REPORTED)
      .thenRefused('RETAKE_IS_FREE');
  });

  it('rule 13: takes none for a passed exam', () => {
    given(...firstPassed)
      .when(recordPayment('P2'), FIRST_REPORTED)
      .thenRefused('EXAM_ALREADY_PASSED');
  });

  it.each([
    ['nothing was booked', active],
    ['the booking was given back', [...firstBooked, cancelled('candidate')]],
    ['the first attempt was forfeited', [...firstBooked, forfeited('late-cancellation')]],
    [
      'the first sitting was invalidated',
      [...firstFailed, corrected('first', 'failed', 'invalidated'), withdrawn()],
    ],
  ])('rule 9: takes none where %s', (_case, history) => {
    given(...history)
      .when(recordPayment('P2'), FIRST_REPORTED)
      .thenRefused('NO_SITTING_BOOKED');
  });

  it('a booking that takes the place of a paid one is paid anew', () => {
    given(
      ...firstPaid,
      cancelled('candidate', { refundDue: true }),
      scheduled({ ...FIRST, bookingReference: 'B2' }),
    )
      .when(recordPayment('P2'), ISSUED_AT)
      .then(paid('P2'));
  });

  it.each([
    ['revoked', [...firstBooked, revoked(ISSUED_AT)]],
    ['expired', [...firstBooked, expired(1, [])]],
  ])('rule 18: takes none on a %s voucher', (_status, history) => {
    given(...history)
      .when(recordPayment('P2'), FIRST_REPORTED)
      .thenRefused('VOUCHER_NOT_ACTIVE');
  });

  it('is told every rule that refuses', () => {
    given(...active, expired(1, []))
      .when(recordPayment('P2', '__proto__'), '2014-06-02T12:00:00.000Z')
      .thenRefused('EXAM_CODE_MALFORMED', 'VOUCHER_NOT_ACTIVE', 'NO_SITTING_BOOKED');
  });

  describe('rule 19', () => {
    it('changes nothing when the same payment is reported again, also after a cancel or the expiry', () => {
      for (const later of [
        [],
        [cancelled('provider', { refundDue: true })],
        [expired(1, [])],
        [revoked(ISSUED_AT)],
      ]) {
        given(...firstPaid, ...later)
          .when(recordPayment('P1'), FIRST_REPORTED)
          .thenNothing();
      }
    });

    it.each([
      ['amount', { ...PRICE, amount: '80.00' }],
      ['currency', { ...PRICE, currency: 'CAD' }],
    ])('refuses the same reference with another %s', (_what, price) => {
      given(...firstPaid)
        .when(recordPayment('P1', undefined, price), ISSUED_AT)
        .thenRefused('CONFLICTING_DUPLICATE', 'ALREADY_PAID');
    });

    it('refuses the same reference for another exam', () => {
      given(...firstPaid)
        .when(recordPayment('P1', OTHER_EXAM), ISSUED_AT)
        .thenRefused('CONFLICTING_DUPLICATE', 'NO_SITTING_BOOKED');
    });
  });
});
