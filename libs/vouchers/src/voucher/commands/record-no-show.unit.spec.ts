import { recordNoShow, scheduleRetake } from '../../testing/commands.js';
import { booking, cancelled, expired, forfeited, revoked } from '../../testing/events.js';
import { given } from '../../testing/given.js';
import {
  active,
  firstBooked,
  FIRST_REPORTED,
  firstFailed,
  firstPaid,
  firstPassed,
  RETAKE,
  RETAKE_REPORTED,
  retakeBooked,
  retakeFailed,
} from '../../testing/stories.js';

describe('RecordNoShow', () => {
  it('rule 15: forfeits the first attempt, and with it every retake', () => {
    given(...firstPaid)
      .when(recordNoShow(), FIRST_REPORTED)
      .then(forfeited('no-show'));
    given(...firstPaid, forfeited('no-show'))
      .when(scheduleRetake(RETAKE), FIRST_REPORTED)
      .thenRefused('RETAKE_NOT_GRANTED');
  });

  it('rules 11 and 15: uses up the retake', () => {
    given(...retakeBooked)
      .when(recordNoShow(), RETAKE_REPORTED)
      .then(forfeited('no-show', 'retake'));
    given(...retakeBooked, forfeited('no-show', 'retake'))
      .when(scheduleRetake(booking('B9', '2014-05-12T14:00:00.000Z')), RETAKE_REPORTED)
      .thenRefused('RETAKE_ALREADY_USED');
  });

  it('forfeits also what was not paid', () => {
    given(...firstBooked)
      .when(recordNoShow(), FIRST_REPORTED)
      .then(forfeited('no-show'));
  });

  it('rule 9: comes no earlier than the day of the appointment, in the time zone of the offer', () => {
    given(...firstPaid)
      .when(recordNoShow(), '2014-03-10T04:00:00.000Z')
      .then(forfeited('no-show'));
    given(...firstPaid)
      .when(recordNoShow(), '2014-03-10T03:59:59.999Z')
      .thenRefused('SITTING_OUT_OF_RANGE');
  });

  it.each([
    ['nothing is booked', active],
    ['the booking was given back', [...firstBooked, cancelled('provider')]],
    ['the sitting was taken', firstFailed],
    ['both were taken', retakeFailed],
  ])('rule 9: has nothing to forfeit where %s', (_case, history) => {
    given(...history)
      .when(recordNoShow(), RETAKE_REPORTED)
      .thenRefused('NO_SITTING_BOOKED');
  });

  it('rule 13: forfeits nothing of a passed exam', () => {
    given(...firstPassed)
      .when(recordNoShow(), FIRST_REPORTED)
      .thenRefused('EXAM_ALREADY_PASSED');
  });

  it('changes nothing the second time', () => {
    given(...firstPaid, forfeited('no-show'))
      .when(recordNoShow(), FIRST_REPORTED)
      .thenNothing();
    given(...retakeBooked, forfeited('no-show', 'retake'))
      .when(recordNoShow(), RETAKE_REPORTED)
      .thenNothing();
  });

  it.each([
    ['revoked', [...firstPaid, revoked(FIRST_REPORTED)]],
    ['expired', [...firstPaid, expired(1, [])]],
  ])('rule 18: forfeits nothing on a %s voucher', (_status, history) => {
    given(...history)
      .when(recordNoShow(), FIRST_REPORTED)
      .thenRefused('VOUCHER_NOT_ACTIVE');
  });

  it('rules 3 and 20: refuses a malformed code, and a voucher that is not there', () => {
    given(...firstPaid)
      .when(recordNoShow('__proto__'), FIRST_REPORTED)
      .thenRefused('EXAM_CODE_MALFORMED', 'NO_SITTING_BOOKED');
    given().when(recordNoShow('__proto__'), FIRST_REPORTED).thenRefused('VOUCHER_NOT_FOUND');
  });
});
