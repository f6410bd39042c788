import {
  booking,
  corrected,
  declined,
  EXAM,
  expired,
  forfeited,
  granted,
  issued,
  OTHER_EXAM,
  paid,
  requested,
  resulted,
  revoked,
  scheduled,
} from '../testing/events.js';
import { voucherOf } from '../testing/given.js';
import { EXPIRES_AT, offerWith } from '../testing/offers.js';
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
  RETAKE_REPORTED,
  retakeBooked,
  retakeFailed,
} from '../testing/stories.js';
import { availability } from './availability.js';
import type { VoucherEvent } from './voucher.events.js';

const AFTER_EXPIRY = '2014-06-01T04:00:00.000Z';
const OFFER = offerWith({ examsPerVoucher: 2 });
const pack = [requested(), issued(OFFER.terms)];
const staff = ['ExtendVoucher', 'ReissueVoucherCode', 'RevokeVoucher'];

function blockedAt(at: string, ...history: readonly VoucherEvent[]): Record<string, string> {
  const { blocked } = availability(voucherOf(...history), OFFER, at);
  return Object.fromEntries(blocked.map(({ command, code }) => [command, code]));
}

describe('what can be done next', () => {
  it.each<[string, readonly VoucherEvent[], string, readonly string[]]>([
    ['nothing was requested', [], ISSUED_AT, []],
    ['a request is open', [requested()], ISSUED_AT, ['ApproveVoucherRequest', 'DeclineVoucherRequest']],
    [
      'a request that names exams is open',
      [requested([EXAM, OTHER_EXAM])],
      ISSUED_AT,
      ['ApproveVoucherRequest', 'DeclineVoucherRequest'],
    ],
    ['the request is declined', [requested(), declined()], ISSUED_AT, []],
    ['the voucher is fresh', active, ISSUED_AT, ['ScheduleExam', ...staff]],
    [
      'the first attempt is booked',
      firstBooked,
      ISSUED_AT,
      ['RecordPayment', 'RescheduleExam', 'CancelAppointment', ...staff],
    ],
    ['it is paid', firstPaid, ISSUED_AT, ['RescheduleExam', 'CancelAppointment', ...staff]],
    [
      'its day has come',
      firstPaid,
      '2014-03-10T04:00:00.000Z',
      ['CancelAppointment', 'RecordNoShow', 'RecordExamResult', ...staff],
    ],
    ['it is failed', firstFailed, FIRST_REPORTED, ['ScheduleRetake', 'CorrectExamResult', ...staff]],
    [
      'the retake is booked',
      retakeBooked,
      FIRST_REPORTED,
      ['RescheduleExam', 'CancelAppointment', 'CorrectExamResult', ...staff],
    ],
    ['the exam is passed', firstPassed, FIRST_REPORTED, ['CorrectExamResult']],
    ['the retake is failed', retakeFailed, RETAKE_REPORTED, ['CorrectExamResult']],
    ['the attempt is forfeited', [...firstPaid, forfeited('no-show')], FIRST_REPORTED, []],
    [
      'a result is still to come after expiry',
      [...firstPaid, expired(1, [])],
      AFTER_EXPIRY,
      ['RecordExamResult'],
    ],
    ['the voucher is past its end', active, AFTER_EXPIRY, []],
    [
      'one exam of a pack is booked',
      [...pack, scheduled(FIRST)],
      ISSUED_AT,
      [...['ScheduleExam', 'RecordPayment', 'RescheduleExam', 'CancelAppointment'], ...staff],
    ],
  ])('when %s', (_case, history, at, next) => {
    expect([...availability(voucherOf(...history), OFFER, at).next].sort()).toEqual([...next].sort());
  });

  it('every command of staff and provider is either possible or explained', () => {
    for (const history of [
      [],
      [requested()],
      active,
      firstPaid,
      retakeFailed,
      [...firstPaid, forfeited('no-show')],
    ]) {
      const { next, blocked } = availability(voucherOf(...history), OFFER, FIRST_REPORTED);
      expect([...next, ...blocked.map(({ command }) => command)].sort()).toEqual([
        'ApproveVoucherRequest',
        'CancelAppointment',
        'CorrectExamResult',
        'DeclineVoucherRequest',
        'ExtendVoucher',
        'RecordExamResult',
        'RecordNoShow',
        'RecordPayment',
        'ReissueVoucherCode',
        'RescheduleExam',
        'RevokeVoucher',
        'ScheduleExam',
        'ScheduleRetake',
      ]);
    }
  });
});

describe('a retake', () => {
  const { terms } = offerWith({ retakeWaitHours: 24 * 14 });
  const failedOn = (takenAt: string, availableFrom: string): readonly VoucherEvent[] => [
    ...[requested(), issued(terms), scheduled(booking('B1', takenAt)), paid()],
    ...[resulted('first', 'failed', takenAt, 'R1'), granted(takenAt, { availableFrom })],
  ];

  it('can be booked while the wait lasts, for the time after it', () => {
    const voucher = voucherOf(...failedOn(FIRST_TAKEN, '2014-03-24T14:05:00.000Z'));
    expect(availability(voucher, OFFER, FIRST_REPORTED).next).toContain('ScheduleRetake');
  });

  it('cannot be booked when the wait outlasts the voucher', () => {
    const history = failedOn('2014-05-20T14:00:00.000Z', '2014-06-03T14:00:00.000Z');
    expect(blockedAt('2014-05-21T09:00:00.000Z', ...history)).toMatchObject({
      ScheduleRetake: 'APPOINTMENT_AFTER_EXPIRY',
    });
  });

  it('can be corrected when it was taken', () => {
    const voucher = voucherOf(...retakeFailed, corrected('first', 'failed', 'invalidated'));
    expect(availability(voucher, OFFER, RETAKE_REPORTED).next).toContain('CorrectExamResult');
  });
});

describe('what stands against a command', () => {
  it('is the rule about the exam that was bound first', () => {
    expect(blockedAt(ISSUED_AT, ...active)).toMatchObject({
      RecordPayment: 'NO_SITTING_BOOKED',
      ScheduleRetake: 'RETAKE_NOT_GRANTED',
      CorrectExamResult: 'NO_RESULT_RECORDED',
      DeclineVoucherRequest: 'VOUCHER_NOT_REQUESTED',
    });
    expect(blockedAt(FIRST_REPORTED, ...firstFailed)).toMatchObject({
      RecordPayment: 'RETAKE_IS_FREE',
      ScheduleExam: 'EXAM_ALREADY_SCHEDULED',
    });
    expect(blockedAt(RETAKE_REPORTED, ...retakeFailed)).toMatchObject({
      ScheduleRetake: 'RETAKE_ALREADY_USED',
    });
    expect(blockedAt(FIRST_REPORTED, ...firstPaid, forfeited('no-show'))).toMatchObject({
      RecordNoShow: 'NO_SITTING_BOOKED',
    });
  });

  it('is rule 20 where there is no voucher', () => {
    expect(new Set(Object.values(blockedAt(ISSUED_AT)))).toEqual(new Set(['VOUCHER_NOT_FOUND']));
  });

  it('is the notice for a move that comes too late', () => {
    expect(blockedAt('2014-03-10T12:00:00.000Z', ...firstPaid)).toMatchObject({
      RescheduleExam: 'CHANGE_TOO_LATE',
    });
  });

  it('is the end of the voucher when not a millisecond is left', () => {
    expect(blockedAt(EXPIRES_AT, ...active)).toMatchObject({ ScheduleExam: 'APPOINTMENT_AFTER_EXPIRY' });
  });
});

describe('the approval of a request', () => {
  const request = voucherOf(requested([EXAM, OTHER_EXAM]));

  it.each([
    ['EXAM_NOT_ELIGIBLE', offerWith({ examsPerVoucher: 2, eligiblePrefixes: ['071'] }), ISSUED_AT],
    ['EXAM_ALLOWANCE_EXCEEDED', offerWith({ examsPerVoucher: 1 }), ISSUED_AT],
    ['OFFER_NOT_OPEN', OFFER, AFTER_EXPIRY],
  ] as const)('stands under the offer as it is now: %s', (code, offer, at) => {
    const { next, blocked } = availability(request, offer, at);
    expect(next).toEqual(['DeclineVoucherRequest']);
    expect(blocked).toContainEqual({ command: 'ApproveVoucherRequest', code });
  });
});

describe('the most favourable use', () => {
  it('of a pack is of any exam that the voucher names or has room for', () => {
    const named = [requested([EXAM, OTHER_EXAM]), issued(offerWith({ examsPerVoucher: 2 }).terms)];
    expect(availability(voucherOf(...named), OFFER, ISSUED_AT).next).toContain('ScheduleExam');
    expect(availability(voucherOf(...named, scheduled(FIRST)), OFFER, ISSUED_AT).next).toContain(
      'ScheduleExam',
    );
    const both = [scheduled(FIRST), scheduled(booking('B3', FIRST.startsAt), OTHER_EXAM)];
    expect(blockedAt(ISSUED_AT, ...named, ...both)).toMatchObject({ ScheduleExam: 'EXAM_ALREADY_SCHEDULED' });
    const firstCodes = [scheduled(FIRST, '070-000'), scheduled(booking('B3', FIRST.startsAt), '070-001')];
    const wide = [requested(), issued(offerWith({ examsPerVoucher: 3 }).terms)];
    expect(availability(voucherOf(...wide, ...firstCodes), OFFER, ISSUED_AT).next).toContain('ScheduleExam');
  });

  it('of a result is the earliest sitting that can be: the voucher may have been revoked that day', () => {
    const history = [...firstPaid, revoked('2014-03-10T12:00:00.000Z')]; // two hours before the appointment
    expect(availability(voucherOf(...history), OFFER, FIRST_REPORTED).next).toEqual(['RecordExamResult']);
  });

  it.each(['America/New_York', 'Pacific/Apia', 'Pacific/Kiritimati'])(
    'of an extension is a later day, in %s too',
    (timeZone) => {
      const voucher = voucherOf(requested(), issued(offerWith({ timeZone }).terms));
      expect(availability(voucher, OFFER, ISSUED_AT).next).toContain('ExtendVoucher');
    },
  );
});
