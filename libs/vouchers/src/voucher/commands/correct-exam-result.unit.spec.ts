import { correct, recordResult, scheduleRetake } from '../../testing/commands.js';
import {
  booking,
  corrected,
  declined,
  EXAM,
  expired,
  forfeited,
  granted,
  issued,
  paid,
  requested,
  resulted,
  revoked,
  scheduled,
  withdrawn,
} from '../../testing/events.js';
import { given } from '../../testing/given.js';
import { EXPIRES_AT, offerWith } from '../../testing/offers.js';
import {
  active,
  FIRST,
  FIRST_REPORTED,
  FIRST_TAKEN,
  firstFailed,
  firstPaid,
  firstPassed,
  RETAKE_REPORTED,
  RETAKE_TAKEN,
  retakeBooked,
  retakeFailed,
  retakePassed,
} from '../../testing/stories.js';

const AFTER_EXPIRY = '2014-06-01T04:00:00.000Z';
const failedToPassed = corrected('first', 'failed', 'passed');
const passedToFailed = corrected('first', 'passed', 'failed');

describe('CorrectExamResult of the first sitting, rule 17', () => {
  it('from failed to passed withdraws a retake that waits or is booked', () => {
    given(...firstFailed)
      .when(correct('first', 'passed'), FIRST_REPORTED)
      .then(failedToPassed, withdrawn());
    given(...retakeBooked)
      .when(correct('first', 'passed'), FIRST_REPORTED)
      .then(failedToPassed, withdrawn());
  });

  it.each([
    ['taken', retakeFailed],
    ['forfeited', [...retakeBooked, forfeited('no-show', 'retake')]],
  ])('from failed to passed leaves a retake that was %s', (_what, history) => {
    given(...history)
      .when(correct('first', 'passed'), RETAKE_REPORTED)
      .then(failedToPassed);
  });

  it('from passed to failed grants a retake while the voucher is in force, completed or not', () => {
    given(...firstPassed)
      .when(correct('first', 'failed'), EXPIRES_AT)
      .then(passedToFailed, granted(FIRST_TAKEN));
    const pack = [requested(), issued(offerWith({ examsPerVoucher: 2 }).terms), scheduled(FIRST), paid()];
    given(...pack, resulted('first', 'passed', FIRST_TAKEN, 'R1'))
      .when(correct('first', 'failed'), FIRST_REPORTED)
      .then(passedToFailed, granted(FIRST_TAKEN));
  });

  it('from passed to failed waits from the sitting on, not from the correction', () => {
    const { terms } = offerWith({ retakeWaitHours: 48 });
    given(
      requested(),
      issued(terms),
      scheduled(FIRST),
      paid(),
      resulted('first', 'passed', FIRST_TAKEN, 'R1'),
    )
      .when(correct('first', 'failed'), '2014-05-02T12:00:00.000Z')
      .then(passedToFailed, granted(FIRST_TAKEN, { availableFrom: '2014-03-12T14:05:00.000Z' }));
  });

  it.each([
    ['past its expiry instant', firstPassed],
    ['expired', [...firstPaid, expired(1, []), resulted('first', 'passed', FIRST_TAKEN, 'R1')]],
    ['revoked', [...firstPaid, revoked(FIRST_REPORTED), resulted('first', 'passed', FIRST_TAKEN, 'R1')]],
  ])('from passed to failed grants none when the voucher is %s', (_status, history) => {
    given(...history)
      .when(correct('first', 'failed'), AFTER_EXPIRY)
      .then(passedToFailed);
  });

  it('grants again what a correction had withdrawn', () => {
    given(...retakeBooked, failedToPassed, withdrawn())
      .when(correct('first', 'failed'), RETAKE_REPORTED)
      .then(passedToFailed, granted(FIRST_TAKEN));
  });

  it('rule 11: grants none in place of one that was used', () => {
    for (const history of [retakeFailed, retakePassed, [...retakeBooked, forfeited('no-show', 'retake')]]) {
      given(...history, failedToPassed)
        .when(correct('first', 'failed'), RETAKE_REPORTED)
        .then(passedToFailed);
    }
  });

  it('to invalidated closes the entry, with its retake', () => {
    given(...firstPassed)
      .when(correct('first', 'invalidated'), FIRST_REPORTED)
      .then(corrected('first', 'passed', 'invalidated'));
    given(...retakeBooked)
      .when(correct('first', 'invalidated'), FIRST_REPORTED)
      .then(corrected('first', 'failed', 'invalidated'), withdrawn());
    given(...retakeBooked, corrected('first', 'failed', 'invalidated'), withdrawn())
      .when(scheduleRetake(booking('B9', '2014-05-12T14:00:00.000Z')), FIRST_REPORTED)
      .thenRefused('RETAKE_NOT_GRANTED');
  });

  it('from invalidated back to failed grants the retake, to passed none', () => {
    const history = [...firstFailed, corrected('first', 'failed', 'invalidated'), withdrawn()];
    given(...history)
      .when(correct('first', 'failed'), FIRST_REPORTED)
      .then(corrected('first', 'invalidated', 'failed'), granted(FIRST_TAKEN));
    given(...history)
      .when(correct('first', 'passed'), FIRST_REPORTED)
      .then(corrected('first', 'invalidated', 'passed'));
  });

  it('grants none for a fail that came after expiry and is confirmed', () => {
    given(...firstPaid, expired(1, []), resulted('first', 'failed', FIRST_TAKEN, 'R1'))
      .when(correct('first', 'failed'), AFTER_EXPIRY)
      .thenNothing();
  });

  it('leaves the report that is corrected known to rule 19', () => {
    given(...firstFailed, failedToPassed, withdrawn())
      .when(recordResult('failed', FIRST_TAKEN, 'R1'), FIRST_REPORTED)
      .thenNothing();
  });
});

describe('CorrectExamResult of the retake', () => {
  it.each([
    ['failed', 'passed', retakeFailed],
    ['failed', 'invalidated', retakeFailed],
    ['passed', 'failed', retakePassed],
    ['passed', 'invalidated', retakePassed],
  ] as const)('from %s to %s has no further consequence', (previous, outcome, history) => {
    given(...history)
      .when(correct('retake', outcome), RETAKE_REPORTED)
      .then(corrected('retake', previous, outcome));
  });

  it('rule 18: is taken on an expired and on a revoked voucher', () => {
    for (const closing of [expired(0, [EXAM]), revoked('2014-04-07T16:00:00.000Z')]) {
      given(...retakeBooked, closing, resulted('retake', 'failed', RETAKE_TAKEN, 'R2'))
        .when(correct('retake', 'passed'), AFTER_EXPIRY)
        .then(corrected('retake', 'failed', 'passed'));
    }
  });
});

describe('CorrectExamResult', () => {
  it.each([
    ['first', 'passed', firstPassed],
    ['first', 'failed', firstFailed],
    ['retake', 'failed', retakeFailed],
  ] as const)('of the %s sitting to what it is, %s, changes nothing', (attempt, outcome, history) => {
    given(...history)
      .when(correct(attempt, outcome), RETAKE_REPORTED)
      .thenNothing();
  });

  it.each([
    ['the first', 'was not taken', 'first', firstPaid],
    ['the first', 'was forfeited', 'first', [...firstPaid, forfeited('no-show')]],
    ['the retake', 'was not granted', 'retake', firstPassed],
    ['the retake', 'is only booked', 'retake', retakeBooked],
    ['an exam', 'is not on the voucher', 'first', active],
  ] as const)('is refused where %s %s', (_what, _case, attempt, history) => {
    given(...history)
      .when(correct(attempt, 'passed'), FIRST_REPORTED)
      .thenRefused('NO_RESULT_RECORDED');
  });

  it('is refused on a voucher that was never issued', () => {
    given(requested(), declined())
      .when(correct('first', 'passed'), FIRST_REPORTED)
      .thenRefused('VOUCHER_NOT_ACTIVE');
    given().when(correct('first', 'passed'), FIRST_REPORTED).thenRefused('VOUCHER_NOT_FOUND');
  });

  it('rule 3: refuses a malformed code', () => {
    given(...firstFailed)
      .when(correct('first', 'passed', '__proto__'), FIRST_REPORTED)
      .thenRefused('EXAM_CODE_MALFORMED', 'NO_RESULT_RECORDED');
  });
});
