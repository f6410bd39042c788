import { scheduleRetake } from '../../testing/commands.js';
import {
  booking,
  cancelled,
  corrected,
  EXAM,
  expired,
  forfeited,
  granted,
  issued,
  OTHER_EXAM,
  paid,
  requested,
  resulted,
  retakeScheduled,
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
  firstBooked,
  firstFailed,
  firstPaid,
  firstPassed,
  RETAKE,
  RETAKE_REPORTED,
  retakeBooked,
  retakeFailed,
  retakePassed,
} from '../../testing/stories.js';

const AGAIN = booking('B9', '2014-05-12T14:00:00.000Z');
const invalidated = [...firstFailed, corrected('first', 'failed', 'invalidated'), withdrawn()];

describe('ScheduleRetake', () => {
  it('books the retake, free of charge', () => {
    given(...firstFailed)
      .when(scheduleRetake(RETAKE), FIRST_REPORTED)
      .then(retakeScheduled(RETAKE));
  });

  it('rule 8: is free in the currency of the first sitting', () => {
    const failed = [resulted('first', 'failed', FIRST_TAKEN, 'R1'), granted(FIRST_TAKEN)];
    const { type, data } = retakeScheduled(RETAKE);
    given(...firstBooked, paid('P1', EXAM, { amount: '120.00', currency: 'EUR' }), ...failed)
      .when(scheduleRetake(RETAKE), FIRST_REPORTED)
      .then({ type, data: { ...data, price: { amount: '0.00', currency: 'EUR' } } });
  });

  describe('rule 10: needs a failed first sitting of the same exam', () => {
    it.each([
      ['nothing was booked', active],
      ['the first is booked', firstBooked],
      ['the first is paid', firstPaid],
      ['the first was given back', [...firstPaid, cancelled('provider', { refundDue: true })]],
      ['rule 15: the first is forfeited', [...firstPaid, forfeited('late-cancellation')]],
      ['the first is invalidated', invalidated],
    ])('and is refused where %s', (_case, history) => {
      const codes = given(...history).when(scheduleRetake(AGAIN), FIRST_REPORTED);
      const isBooked = history === firstBooked || history === firstPaid;
      codes.thenRefused('RETAKE_NOT_GRANTED', ...(isBooked ? (['EXAM_ALREADY_SCHEDULED'] as const) : []));
    });

    it('and is refused for another exam of the pack', () => {
      const { terms } = offerWith({ examsPerVoucher: 2 });
      const failed = [resulted('first', 'failed', FIRST_TAKEN, 'R1'), granted(FIRST_TAKEN)];
      given(requested(), issued(terms), scheduled(FIRST), paid(), ...failed)
        .when(scheduleRetake(RETAKE, OTHER_EXAM), FIRST_REPORTED)
        .thenRefused('RETAKE_NOT_GRANTED');
    });
  });

  it('gives each exam of a pack one retake', () => {
    const history = [requested(), issued(offerWith({ examsPerVoucher: 2 }).terms)];
    const second = booking('B3', '2014-03-20T14:00:00.000Z');
    given(
      ...history,
      ...[scheduled(FIRST), paid(), resulted('first', 'failed', FIRST_TAKEN, 'R1'), granted(FIRST_TAKEN)],
      ...[retakeScheduled(RETAKE), resulted('retake', 'failed', '2014-04-07T14:05:00.000Z', 'R2')],
      ...[scheduled(second, OTHER_EXAM), paid('P2', OTHER_EXAM)],
      resulted('first', 'failed', second.startsAt, 'R3', OTHER_EXAM),
      granted(second.startsAt, { examCode: OTHER_EXAM }),
    )
      .when(scheduleRetake(AGAIN, OTHER_EXAM), RETAKE_REPORTED)
      .then(retakeScheduled(AGAIN, OTHER_EXAM));
  });

  describe('rule 11: one retake per exam, ever', () => {
    it.each([
      ['failed', retakeFailed],
      ['forfeited by a no-show', [...retakeBooked, forfeited('no-show', 'retake')]],
      ['forfeited by a late cancel', [...retakeBooked, forfeited('late-cancellation', 'retake')]],
      ['invalidated', [...retakeFailed, corrected('retake', 'failed', 'invalidated')]],
      [
        'taken before the first sitting was corrected there and back',
        [...retakeFailed, corrected('first', 'failed', 'passed'), corrected('first', 'passed', 'failed')],
      ],
    ])('and is refused after the retake was %s', (_what, history) => {
      given(...history)
        .when(scheduleRetake(AGAIN), RETAKE_REPORTED)
        .thenRefused('RETAKE_ALREADY_USED');
    });

    it('and is refused after the retake was passed, which rule 13 closes too', () => {
      given(...retakePassed)
        .when(scheduleRetake(AGAIN), RETAKE_REPORTED)
        .thenRefused('RETAKE_ALREADY_USED', 'EXAM_ALREADY_PASSED');
    });

    it('and a retake that was given back can be booked again', () => {
      given(...retakeBooked, cancelled('candidate', { attempt: 'retake' }))
        .when(scheduleRetake(AGAIN), FIRST_REPORTED)
        .then(retakeScheduled(AGAIN));
    });
  });

  describe('rule 12: starts after the wait', () => {
    const { terms } = offerWith({ retakeWaitHours: 24 });
    const availableFrom = '2014-03-11T14:05:00.000Z';
    const failed = [resulted('first', 'failed', FIRST_TAKEN, 'R1'), granted(FIRST_TAKEN, { availableFrom })];
    const history = [requested(), issued(terms), scheduled(FIRST), paid(), ...failed];

    it('at its end, and no earlier', () => {
      const earliest = booking('B2', availableFrom);
      given(...history)
        .when(scheduleRetake(earliest), FIRST_REPORTED)
        .then(retakeScheduled(earliest));
      given(...history)
        .when(scheduleRetake(booking('B2', '2014-03-11T14:04:59.999Z')), FIRST_REPORTED)
        .thenRefused('RETAKE_TOO_EARLY');
    });
  });

  it('rule 13: is refused for an exam passed at first', () => {
    given(...firstPassed)
      .when(scheduleRetake(RETAKE), FIRST_REPORTED)
      .thenRefused('EXAM_ALREADY_PASSED');
  });

  it('rule 6: starts at the expiry instant at the latest, and in the future', () => {
    const last = booking('B2', EXPIRES_AT);
    given(...firstFailed)
      .when(scheduleRetake(last), FIRST_REPORTED)
      .then(retakeScheduled(last));
    given(...firstFailed)
      .when(scheduleRetake(booking('B2', '2014-06-01T04:00:00.000Z')), FIRST_REPORTED)
      .thenRefused('APPOINTMENT_AFTER_EXPIRY');
    given(...firstFailed)
      .when(scheduleRetake(booking('B2', FIRST_REPORTED)), FIRST_REPORTED)
      .thenRefused('APPOINTMENT_IN_PAST');
  });

  it('rule 7: is booked once', () => {
    given(...retakeBooked)
      .when(scheduleRetake(AGAIN), FIRST_REPORTED)
      .thenRefused('EXAM_ALREADY_SCHEDULED');
  });

  it.each([
    ['revoked', revoked(FIRST_REPORTED)],
    ['expired', expired(0, [EXAM])],
  ])('rule 5: is refused on a %s voucher', (_status, event) => {
    given(...firstFailed, event)
      .when(scheduleRetake(RETAKE), FIRST_REPORTED)
      .thenRefused('VOUCHER_NOT_ACTIVE');
  });

  it('is told every rule that refuses', () => {
    given(...retakeFailed)
      .when(scheduleRetake(booking('B9', '2014-06-02T12:00:00.000Z')), '2014-06-03T12:00:00.000Z')
      .thenRefused(
        'VOUCHER_NOT_ACTIVE',
        'RETAKE_ALREADY_USED',
        'APPOINTMENT_AFTER_EXPIRY',
        'APPOINTMENT_IN_PAST',
      );
    given(...retakeBooked)
      .when(scheduleRetake(booking('B9', '2014-03-10T12:00:00.000Z')), FIRST_REPORTED)
      .thenRefused('APPOINTMENT_IN_PAST', 'EXAM_ALREADY_SCHEDULED', 'RETAKE_TOO_EARLY');
    given(...active)
      .when(scheduleRetake(RETAKE, '__proto__'), FIRST_REPORTED)
      .thenRefused('EXAM_CODE_MALFORMED', 'RETAKE_NOT_GRANTED');
  });

  describe('rule 19', () => {
    it('changes nothing when the same booking comes again, whatever came of it', () => {
      const outcomes = [
        [],
        [cancelled('provider', { attempt: 'retake' })],
        [forfeited('no-show', 'retake')],
        [resulted('retake', 'passed', '2014-04-07T14:05:00.000Z', 'R2')],
        [corrected('first', 'failed', 'passed'), withdrawn()],
        [expired(0, [EXAM])],
        [revoked(FIRST_REPORTED)],
      ];
      for (const later of outcomes) {
        given(...retakeBooked, ...later)
          .when(scheduleRetake(RETAKE), RETAKE_REPORTED)
          .thenNothing();
      }
    });

    it('refuses the reference of the first booking', () => {
      given(...firstFailed)
        .when(scheduleRetake({ ...RETAKE, bookingReference: 'B1' }), FIRST_REPORTED)
        .thenRefused('CONFLICTING_DUPLICATE');
    });

    it('refuses the same reference with another time', () => {
      given(...firstFailed, retakeScheduled(RETAKE), cancelled('provider', { attempt: 'retake' }))
        .when(scheduleRetake({ ...AGAIN, bookingReference: 'B2' }), FIRST_REPORTED)
        .thenRefused('CONFLICTING_DUPLICATE');
    });
  });
});
