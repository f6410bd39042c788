import { rescheduleExam, scheduleExam } from '../../testing/commands.js';
import {
  booking,
  cancelled,
  EXAM,
  expired,
  forfeited,
  granted,
  issued,
  OTHER_EXAM,
  paid,
  requested,
  rescheduled,
  resulted,
  retakeScheduled,
  revoked,
  scheduled,
} from '../../testing/events.js';
import { given } from '../../testing/given.js';
import { EXPIRES_AT, offerWith } from '../../testing/offers.js';
import {
  active,
  FIRST,
  FIRST_REPORTED,
  FIRST_TAKEN,
  firstBooked,
  firstFailed,
  firstPaid,
  firstPassed,
  ISSUED_AT,
  RETAKE,
  RETAKE_REPORTED,
  retakeBooked,
  retakeFailed,
} from '../../testing/stories.js';

const MOVED = booking('B1-moved', '2014-03-17T14:00:00.000Z');
/** 24 hours before the first appointment. */
const NOTICE = '2014-03-09T14:00:00.000Z';
const PAST_NOTICE = '2014-03-09T14:00:00.001Z';

describe('RescheduleExam', () => {
  it('moves the first attempt, paid or not', () => {
    given(...firstBooked)
      .when(rescheduleExam(MOVED), ISSUED_AT)
      .then(rescheduled(MOVED));
    given(...firstPaid)
      .when(rescheduleExam(MOVED), ISSUED_AT)
      .then(rescheduled(MOVED));
  });

  it('moves the retake', () => {
    const moved = booking('B2-moved', '2014-04-14T14:00:00.000Z');
    given(...retakeBooked)
      .when(rescheduleExam(moved), FIRST_REPORTED)
      .then(rescheduled(moved, 'retake'));
  });

  describe('rule 14: a move needs changeNoticeHours', () => {
    it('and is in time exactly at the notice', () => {
      given(...firstPaid)
        .when(rescheduleExam(MOVED), NOTICE)
        .then(rescheduled(MOVED));
      given(...firstPaid)
        .when(rescheduleExam(MOVED), PAST_NOTICE)
        .thenRefused('CHANGE_TOO_LATE');
    });

    it('counted from the appointment as it was moved last', () => {
      const again = booking('B1-again', '2014-03-20T14:00:00.000Z');
      given(...firstPaid, rescheduled(MOVED))
        .when(rescheduleExam(again), PAST_NOTICE)
        .then(rescheduled(again));
      given(...firstPaid, rescheduled(MOVED))
        .when(rescheduleExam(again), '2014-03-16T14:00:00.001Z')
        .thenRefused('CHANGE_TOO_LATE');
    });

    it('for the retake too', () => {
      const moved = booking('B2-moved', '2014-04-14T14:00:00.000Z');
      given(...retakeBooked)
        .when(rescheduleExam(moved), '2014-04-06T14:00:00.001Z')
        .thenRefused('CHANGE_TOO_LATE');
    });

    it('which the terms of the voucher set', () => {
      const history = [requested(), issued(offerWith({ changeNoticeHours: 0 }).terms), scheduled(FIRST)];
      given(...history)
        .when(rescheduleExam(MOVED), FIRST.startsAt)
        .then(rescheduled(MOVED));
      given(...history)
        .when(rescheduleExam(MOVED), '2014-03-10T14:00:00.001Z')
        .thenRefused('CHANGE_TOO_LATE');
    });
  });

  it('rule 6: moves up to the expiry instant, and into the future', () => {
    const last = booking('B1', EXPIRES_AT);
    given(...firstPaid)
      .when(rescheduleExam(last), ISSUED_AT)
      .then(rescheduled(last));
    given(...firstPaid)
      .when(rescheduleExam(booking('B1', '2014-06-01T04:00:00.000Z')), ISSUED_AT)
      .thenRefused('APPOINTMENT_AFTER_EXPIRY');
    given(...firstPaid)
      .when(rescheduleExam(booking('B1', ISSUED_AT)), ISSUED_AT)
      .thenRefused('APPOINTMENT_IN_PAST');
  });

  it('rule 12: moves a retake to the end of the wait, and no earlier', () => {
    const { terms } = offerWith({ retakeWaitHours: 24 });
    const availableFrom = '2014-03-11T14:05:00.000Z';
    const history = [
      ...[requested(), issued(terms), scheduled(FIRST), paid()],
      ...[resulted('first', 'failed', FIRST_TAKEN, 'R1'), granted(FIRST_TAKEN, { availableFrom })],
      retakeScheduled(RETAKE),
    ];
    const earliest = booking('B2', availableFrom);
    given(...history)
      .when(rescheduleExam(earliest), FIRST_REPORTED)
      .then(rescheduled(earliest, 'retake'));
    given(...history)
      .when(rescheduleExam(booking('B2', '2014-03-11T14:04:59.999Z')), FIRST_REPORTED)
      .thenRefused('RETAKE_TOO_EARLY');
  });

  it.each([
    ['nothing is booked', active],
    ['the booking was given back', [...firstBooked, cancelled('provider')]],
    ['the attempt is forfeited', [...firstBooked, forfeited('no-show')]],
    ['the first sitting is taken and no retake booked', firstFailed],
    ['both attempts are taken', retakeFailed],
  ])('rule 9: has nothing to move where %s', (_case, history) => {
    given(...history)
      .when(rescheduleExam(booking('B9', '2014-05-12T14:00:00.000Z')), RETAKE_REPORTED)
      .thenRefused('NO_SITTING_BOOKED');
  });

  it('rule 13: moves nothing of a passed exam', () => {
    given(...firstPassed)
      .when(rescheduleExam(MOVED), FIRST_REPORTED)
      .thenRefused('EXAM_ALREADY_PASSED');
  });

  it.each([
    ['revoked', [...firstBooked, revoked(ISSUED_AT)]],
    ['expired', [...firstBooked, expired(1, [])]],
  ])('rule 5: moves nothing on a %s voucher', (_status, history) => {
    given(...history)
      .when(rescheduleExam(MOVED), ISSUED_AT)
      .thenRefused('VOUCHER_NOT_ACTIVE');
  });

  it('is told every rule that refuses', () => {
    given(...retakeBooked, expired(0, [EXAM]))
      .when(rescheduleExam(booking('B2', '2014-03-10T12:00:00.000Z')), RETAKE.startsAt)
      .thenRefused('VOUCHER_NOT_ACTIVE', 'APPOINTMENT_IN_PAST', 'RETAKE_TOO_EARLY', 'CHANGE_TOO_LATE');
    given(...active)
      .when(rescheduleExam(MOVED, 'constructor'), ISSUED_AT)
      .thenRefused('EXAM_CODE_MALFORMED', 'NO_SITTING_BOOKED');
  });

  describe('rule 19', () => {
    const sameReference = booking('B1', MOVED.startsAt);
    const pack = [requested(), issued(offerWith({ examsPerVoucher: 2 }).terms), scheduled(FIRST)];

    it('lets a booking keep its reference, and knows the repetition of the move', () => {
      given(...firstBooked)
        .when(rescheduleExam(sameReference), ISSUED_AT)
        .then(rescheduled(sameReference));
      given(...firstBooked, rescheduled(sameReference))
        .when(rescheduleExam(sameReference), ISSUED_AT)
        .thenNothing();
    });

    it('lets the kept reference move to another site at the same time', () => {
      const otherSite = { ...FIRST, siteCode: 'BOS1' };
      given(...firstBooked)
        .when(rescheduleExam(otherSite), ISSUED_AT)
        .then(rescheduled(otherSite));
    });

    it('knows a late repetition of the booking and of each move, however late', () => {
      const moves = [
        ...firstPaid,
        rescheduled(sameReference),
        rescheduled(booking('B1', '2014-03-24T14:00:00.000Z')),
      ];
      const passed = resulted('first', 'passed', '2014-03-24T14:05:00.000Z', 'R1');
      for (const later of [[], [passed], [cancelled('provider')], [revoked(ISSUED_AT)], [expired(1, [])]]) {
        given(...moves, ...later)
          .when(scheduleExam(FIRST), RETAKE_REPORTED)
          .thenNothing();
        given(...moves, ...later)
          .when(rescheduleExam(sameReference), RETAKE_REPORTED)
          .thenNothing();
      }
    });

    it('refuses to move the booking to a reference that stands for another one', () => {
      given(...pack, scheduled(booking('B3', FIRST.startsAt), OTHER_EXAM))
        .when(rescheduleExam(booking('B3', MOVED.startsAt)), ISSUED_AT)
        .thenRefused('CONFLICTING_DUPLICATE');
    });

    it('refuses a reference that was given back', () => {
      const history = [...firstBooked, cancelled('candidate'), scheduled(booking('B3', FIRST.startsAt))];
      given(...history)
        .when(rescheduleExam(sameReference), ISSUED_AT)
        .thenRefused('CONFLICTING_DUPLICATE');
    });

    it('refuses the kept reference for a new booking', () => {
      given(...firstBooked)
        .when(scheduleExam(sameReference), ISSUED_AT)
        .thenRefused('CONFLICTING_DUPLICATE', 'EXAM_ALREADY_SCHEDULED');
    });
  });
});
