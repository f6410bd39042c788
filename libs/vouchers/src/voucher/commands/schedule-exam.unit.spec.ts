import { scheduleExam } from '../../testing/commands.js';
import {
  booking,
  cancelled,
  corrected,
  EXAM,
  expired,
  forfeited,
  issued,
  OTHER_EXAM,
  paid,
  requested,
  resulted,
  revoked,
  scheduled,
} from '../../testing/events.js';
import { given } from '../../testing/given.js';
import { EXPIRES_AT, offerWith } from '../../testing/offers.js';
import {
  active,
  FIRST,
  FIRST_TAKEN,
  firstBooked,
  firstFailed,
  firstPaid,
  firstPassed,
  ISSUED_AT,
  retakeBooked,
  retakeFailed,
  retakePassed,
} from '../../testing/stories.js';

const LATER = booking('B9', '2014-05-12T14:00:00.000Z');
const IN_MAY = '2014-05-02T12:00:00.000Z';
const pack = [requested(), issued(offerWith({ examsPerVoucher: 2 }).terms)];
const named = [requested([EXAM, OTHER_EXAM]), issued(offerWith({ examsPerVoucher: 3 }).terms)];

describe('ScheduleExam', () => {
  it('books the first attempt and binds the exam', () => {
    given(...active)
      .when(scheduleExam(FIRST), ISSUED_AT)
      .then(scheduled(FIRST));
  });

  it('rule 20: has the one answer for a voucher that is not there', () => {
    given().when(scheduleExam(FIRST, '__proto__'), ISSUED_AT).thenRefused('VOUCHER_NOT_FOUND');
  });

  describe('rule 3', () => {
    it.each(['480', '070_480', 'constructor', '__proto__', 'hasOwnProperty', '070-480\u0000'])(
      'refuses the malformed code %j',
      (exam) => {
        given(...active)
          .when(scheduleExam(FIRST, exam), ISSUED_AT)
          .thenRefused('EXAM_CODE_MALFORMED');
      },
    );

    it('refuses a prefix that the terms do not have', () => {
      given(...active)
        .when(scheduleExam(FIRST, '098-361'), ISSUED_AT)
        .thenRefused('EXAM_NOT_ELIGIBLE');
    });
  });

  describe('rule 4', () => {
    const second = scheduleExam(LATER, OTHER_EXAM);

    it('refuses a second exam on a voucher for one', () => {
      given(...firstBooked)
        .when(second, ISSUED_AT)
        .thenRefused('EXAM_ALLOWANCE_EXCEEDED');
      given(...firstPassed)
        .when(second, IN_MAY)
        .thenRefused('EXAM_ALLOWANCE_EXCEEDED');
    });

    it('takes as many exams as a pack has, and no more', () => {
      given(...pack, scheduled(FIRST))
        .when(second, ISSUED_AT)
        .then(scheduled(LATER, OTHER_EXAM));
      given(...pack, scheduled(FIRST), scheduled(LATER, OTHER_EXAM))
        .when(scheduleExam(booking('B3', LATER.startsAt), '070-487'), ISSUED_AT)
        .thenRefused('EXAM_ALLOWANCE_EXCEEDED');
    });

    it('takes only the exams that a pack names, each of them', () => {
      given(...named, scheduled(FIRST))
        .when(second, ISSUED_AT)
        .then(scheduled(LATER, OTHER_EXAM));
      given(...named)
        .when(scheduleExam(FIRST, '070-487'), ISSUED_AT)
        .thenRefused('EXAM_NOT_IN_PACK');
    });

    it('takes another exam in place of one that was given back', () => {
      given(...firstBooked, cancelled('candidate'))
        .when(second, ISSUED_AT)
        .then(scheduled(LATER, OTHER_EXAM));
    });

    it('keeps a named exam for itself when its booking is given back', () => {
      given(...named, scheduled(FIRST), cancelled('candidate'))
        .when(scheduleExam(LATER, '070-487'), ISSUED_AT)
        .thenRefused('EXAM_NOT_IN_PACK');
      given(...named, scheduled(FIRST), cancelled('candidate'))
        .when(scheduleExam(LATER), ISSUED_AT)
        .then(scheduled(LATER));
    });
  });

  describe('rule 5', () => {
    it.each([
      ['requested', [requested()]],
      ['revoked', [...active, revoked(ISSUED_AT)]],
      ['expired', [...active, expired(1, [])]],
    ])('refuses on a %s voucher', (_status, history) => {
      given(...history)
        .when(scheduleExam(FIRST), ISSUED_AT)
        .thenRefused('VOUCHER_NOT_ACTIVE');
    });

    it('refuses past the expiry instant, whether or not the expiry is recorded yet', () => {
      const history = [requested(), issued(undefined, '2014-03-09T03:59:59.999Z')];
      const soon = booking('B1', '2014-03-09T03:59:59.999Z');
      given(...history)
        .when(scheduleExam(soon), '2014-03-09T03:59:59.998Z')
        .then(scheduled(soon));
      given(...history)
        .when(scheduleExam(soon), '2014-03-09T04:00:00.000Z')
        .thenRefused('VOUCHER_NOT_ACTIVE', 'APPOINTMENT_IN_PAST');
    });
  });

  describe('rule 6', () => {
    it('takes an appointment at the expiry instant, and none after it', () => {
      const last = booking('B1', EXPIRES_AT);
      given(...active)
        .when(scheduleExam(last), ISSUED_AT)
        .then(scheduled(last));
      given(...active)
        .when(scheduleExam(booking('B1', '2014-06-01T04:00:00.000Z')), ISSUED_AT)
        .thenRefused('APPOINTMENT_AFTER_EXPIRY');
    });

    it('takes an appointment after the booking is made, and none at or before that', () => {
      const next = booking('B1', '2014-02-03T15:00:00.001Z');
      given(...active)
        .when(scheduleExam(next), ISSUED_AT)
        .then(scheduled(next));
      for (const startsAt of [ISSUED_AT, '2014-02-03T14:59:59.999Z']) {
        given(...active)
          .when(scheduleExam(booking('B1', startsAt)), ISSUED_AT)
          .thenRefused('APPOINTMENT_IN_PAST');
      }
    });
  });

  it('rule 7: refuses a second open booking of the exam', () => {
    given(...firstBooked)
      .when(scheduleExam(LATER), ISSUED_AT)
      .thenRefused('EXAM_ALREADY_SCHEDULED');
    given(...firstPaid)
      .when(scheduleExam(LATER), ISSUED_AT)
      .thenRefused('EXAM_ALREADY_SCHEDULED');
    given(...retakeBooked)
      .when(scheduleExam(LATER), '2014-03-12T12:00:00.000Z')
      .thenRefused('EXAM_ALREADY_SCHEDULED', 'EXAM_ALLOWANCE_EXCEEDED');
  });

  describe('the first attempt is there once', () => {
    it.each([
      ['failed, and its retake waits', firstFailed, 'EXAM_ALREADY_SCHEDULED'],
      ['rule 13: passed', firstPassed, 'EXAM_ALREADY_PASSED'],
      ['rule 13: passed on the retake', retakePassed, 'EXAM_ALREADY_PASSED'],
      ['rule 11: failed on the retake too', retakeFailed, 'RETAKE_ALREADY_USED'],
      [
        'rule 11: not taken up on the retake',
        [...retakeBooked, forfeited('no-show', 'retake')],
        'RETAKE_ALREADY_USED',
      ],
      ['rule 15: forfeited', [...firstPaid, forfeited('no-show')], 'EXAM_ALLOWANCE_EXCEEDED'],
      [
        'invalidated',
        [...firstPassed, corrected('first', 'passed', 'invalidated')],
        'EXAM_ALLOWANCE_EXCEEDED',
      ],
    ] as const)('refuses when it was %s', (_what, history, code) => {
      given(...history)
        .when(scheduleExam(LATER), IN_MAY)
        .thenRefused(code);
    });
  });

  it('is told every rule that refuses', () => {
    given(...firstPassed, revoked(IN_MAY))
      .when(scheduleExam(booking('B9', '2014-06-02T12:00:00.000Z'), '098-361'), '2014-06-03T12:00:00.000Z')
      .thenRefused(
        'EXAM_NOT_ELIGIBLE',
        'EXAM_ALLOWANCE_EXCEEDED',
        'VOUCHER_NOT_ACTIVE',
        'APPOINTMENT_AFTER_EXPIRY',
        'APPOINTMENT_IN_PAST',
      );
  });

  it('of a pack leaves the other exams as they are', () => {
    given(...pack, scheduled(FIRST), paid(), resulted('first', 'passed', FIRST_TAKEN, 'R1'))
      .when(scheduleExam(LATER, OTHER_EXAM), IN_MAY)
      .then(scheduled(LATER, OTHER_EXAM));
  });
});
