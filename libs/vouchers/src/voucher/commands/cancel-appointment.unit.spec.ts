import { cancel, rescheduleExam, scheduleExam, scheduleRetake } from '../../testing/commands.js';
import {
  booking,
  cancelled,
  expired,
  forfeited,
  issued,
  OTHER_EXAM,
  requested,
  retakeScheduled,
  revoked,
  scheduled,
} from '../../testing/events.js';
import { given } from '../../testing/given.js';
import { offerWith } from '../../testing/offers.js';
import {
  active,
  FIRST,
  FIRST_REPORTED,
  firstBooked,
  firstFailed,
  firstPaid,
  firstPassed,
  ISSUED_AT,
  RETAKE,
  retakeBooked,
} from '../../testing/stories.js';

/** 24 hours before the first appointment. */
const NOTICE = '2014-03-09T14:00:00.000Z';
const PAST_NOTICE = '2014-03-09T14:00:00.001Z';

describe('CancelAppointment, rule 14', () => {
  it('returns an unpaid first attempt: no refund is due', () => {
    given(...firstBooked)
      .when(cancel('candidate'), ISSUED_AT)
      .then(cancelled('candidate'));
  });

  it('returns a paid first attempt: a refund is due', () => {
    given(...firstPaid)
      .when(cancel('candidate'), ISSUED_AT)
      .then(cancelled('candidate', { refundDue: true }));
  });

  it('returns the retake, which was free: no refund is due', () => {
    given(...retakeBooked)
      .when(cancel('candidate'), FIRST_REPORTED)
      .then(cancelled('candidate', { attempt: 'retake' }));
  });

  it('keeps the reason where one is given', () => {
    const { type, data } = cancelled('provider');
    given(...firstBooked)
      .when({ ...cancel('provider'), reason: 'snow' }, ISSUED_AT)
      .then({ type, data: { ...data, reason: 'snow' } });
  });

  it('is in time exactly at the notice, and forfeits after it', () => {
    given(...firstBooked)
      .when(cancel('candidate'), NOTICE)
      .then(cancelled('candidate'));
    given(...firstBooked)
      .when(cancel('candidate'), PAST_NOTICE)
      .then(forfeited('late-cancellation'));
    given(...firstPaid)
      .when(cancel('candidate'), '2014-03-10T15:00:00.000Z')
      .then(forfeited('late-cancellation'));
  });

  it('forfeits the retake when late', () => {
    given(...retakeBooked)
      .when(cancel('candidate'), '2014-04-06T14:00:00.001Z')
      .then(forfeited('late-cancellation', 'retake'));
  });

  it('by the provider always returns the attempt', () => {
    given(...firstBooked)
      .when(cancel('provider'), PAST_NOTICE)
      .then(cancelled('provider'));
    given(...firstPaid)
      .when(cancel('provider'), '2014-03-10T15:00:00.000Z')
      .then(cancelled('provider', { refundDue: true }));
    given(...retakeBooked)
      .when(cancel('provider'), RETAKE.startsAt)
      .then(cancelled('provider', { attempt: 'retake' }));
  });

  it('lets the attempt that was returned be booked again', () => {
    const again = booking('B9', '2014-05-12T14:00:00.000Z');
    given(...firstPaid, cancelled('candidate', { refundDue: true }))
      .when(scheduleExam(again), ISSUED_AT)
      .then(scheduled(again));
    given(...retakeBooked, cancelled('provider', { attempt: 'retake' }))
      .when(scheduleRetake(again), FIRST_REPORTED)
      .then(retakeScheduled(again));
  });

  it('cancels the booking of the exam that is named, and of no other', () => {
    const both = [scheduled(FIRST), scheduled(booking('B3', FIRST.startsAt), OTHER_EXAM)];
    const history = [requested(), issued(offerWith({ examsPerVoucher: 2 }).terms), ...both];
    given(...history, cancelled('candidate'))
      .when(cancel('candidate'), ISSUED_AT)
      .thenRefused('NO_SITTING_BOOKED');
    given(...history, cancelled('candidate'))
      .when(cancel('candidate', OTHER_EXAM), ISSUED_AT)
      .then(cancelled('candidate', { examCode: OTHER_EXAM }));
  });

  it.each([
    ['nothing is booked', active],
    ['it was cancelled before', [...firstBooked, cancelled('candidate')]],
    ['it is forfeited', [...firstBooked, forfeited('late-cancellation')]],
    ['the sitting was taken', firstFailed],
  ])('has nothing to cancel where %s', (_case, history) => {
    given(...history)
      .when(cancel('provider'), FIRST_REPORTED)
      .thenRefused('NO_SITTING_BOOKED');
  });

  it('rule 13: cancels nothing of a passed exam', () => {
    given(...firstPassed)
      .when(cancel('provider'), FIRST_REPORTED)
      .thenRefused('EXAM_ALREADY_PASSED');
  });

  it.each([
    ['revoked', [...firstBooked, revoked(ISSUED_AT)]],
    ['expired', [...firstBooked, expired(1, [])]],
  ])('rule 18: cancels nothing on a %s voucher', (_status, history) => {
    given(...history)
      .when(cancel('provider'), ISSUED_AT)
      .thenRefused('VOUCHER_NOT_ACTIVE');
  });

  it('rule 3: refuses a malformed code', () => {
    given(...firstBooked)
      .when(cancel('provider', '__proto__'), ISSUED_AT)
      .thenRefused('EXAM_CODE_MALFORMED', 'NO_SITTING_BOOKED');
  });

  it('rule 19: the booking that was given back does not come back with a late repetition', () => {
    const history = [...firstBooked, cancelled('candidate')];
    given(...history)
      .when(scheduleExam(FIRST), ISSUED_AT)
      .thenNothing();
    given(...history)
      .when(scheduleExam({ ...FIRST, siteCode: 'BOS1' }), ISSUED_AT)
      .thenRefused('CONFLICTING_DUPLICATE');
    given(...history)
      .when(rescheduleExam({ ...FIRST, siteCode: 'BOS1' }), ISSUED_AT)
      .thenRefused('CONFLICTING_DUPLICATE', 'NO_SITTING_BOOKED');
  });
});
