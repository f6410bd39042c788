import {
  booking,
  cancelled,
  codeReissued,
  CODE,
  corrected,
  declined,
  EXAM,
  expired,
  extended,
  forfeited,
  granted,
  issued,
  OTHER_EXAM,
  paid,
  PRICE,
  requested,
  rescheduled,
  resulted,
  revoked,
  scheduled,
  withdrawn,
} from '../testing/events.js';
import { deepFreeze } from '../testing/freeze.js';
import { voucherOf } from '../testing/given.js';
import { EXPIRES_AT, offerWith, professional } from '../testing/offers.js';
import {
  active,
  FIRST,
  FIRST_TAKEN,
  firstBooked,
  firstFailed,
  firstPaid,
  firstPassed,
  ISSUED_AT,
  RETAKE,
  RETAKE_TAKEN,
  retakeBooked,
  retakeFailed,
} from '../testing/stories.js';
import type { VoucherEvent } from './voucher.events.js';
import { evolveVoucher } from './voucher.evolve.js';
import { initialVoucher } from './voucher.state.js';

const pack = [requested(), issued(offerWith({ examsPerVoucher: 2 }).terms)];
const named = [requested([EXAM, OTHER_EXAM]), issued(offerWith({ examsPerVoucher: 5 }).terms)];
const passes = (examCode: string, reference: string): readonly VoucherEvent[] => [
  scheduled(booking(reference, FIRST.startsAt), examCode),
  paid(reference, examCode),
  resulted('first', 'passed', FIRST_TAKEN, reference, examCode),
];

describe('the status of a voucher', () => {
  const afterExpiry = [firstPaid, [expired(1, []), resulted('first', 'passed', FIRST_TAKEN, 'R1')]].flat();
  it.each<[string, string, readonly VoucherEvent[]]>([
    ['none', 'nothing happened', []],
    ['requested', 'it is requested', [requested()]],
    ['declined', 'the request is declined', [requested(), declined()]],
    ['active', 'it is issued', active],
    ['active', 'its exam is booked', firstBooked],
    ['active', 'a retake waits', firstFailed],
    ['active', 'a retake is booked', retakeBooked],
    ['completed', 'its exam is passed', firstPassed],
    ['completed', 'its retake is taken', retakeFailed],
    ['completed', 'its first attempt is forfeited', [...firstPaid, forfeited('no-show')]],
    ['completed', 'its retake is forfeited', [...retakeBooked, forfeited('no-show', 'retake')]],
    [
      'completed',
      'its sitting is invalidated',
      [...firstPassed, corrected('first', 'passed', 'invalidated')],
    ],
    ['active', 'an exam of the pack is left to bind', [...pack, ...passes(EXAM, 'A')]],
    [
      'completed',
      'every exam of the pack is closed',
      [...pack, ...passes(EXAM, 'A'), ...passes(OTHER_EXAM, 'B')],
    ],
    [
      'active',
      'one of its exams is closed and another booked',
      [...pack, ...passes(EXAM, 'A'), scheduled(RETAKE, OTHER_EXAM)],
    ],
    ['active', 'an exam that the pack names is left', [...named, ...passes(EXAM, 'A')]],
    [
      'completed',
      'all that the pack names are closed',
      [...named, ...passes(EXAM, 'A'), ...passes(OTHER_EXAM, 'B')],
    ],
    [
      'active',
      'a correction opened it again',
      [...firstPassed, corrected('first', 'passed', 'failed'), granted(FIRST_TAKEN)],
    ],
    ['active', 'it was extended', [...active, extended(EXPIRES_AT, '2014-07-01T03:59:59.999Z')]],
    ['active', 'its code was reissued', [...active, codeReissued('new', 'hash-of-new')]],
    ['expired', 'it expired', [...active, expired(1, [])]],
    ['expired', 'a result came after that', afterExpiry],
    ['revoked', 'it was revoked', [...active, revoked(ISSUED_AT)]],
    ['revoked', 'a result came after that', [...firstPaid, revoked(ISSUED_AT), ...firstPassed.slice(-1)]],
  ])('is %s when %s', (status, _case, history) => {
    expect(voucherOf(...history).status).toBe(status);
  });
});

describe('the state of a voucher', () => {
  const particulars = {
    voucherId: requested().data.voucherId,
    offerId: professional.offerId,
    candidateId: 'cand-1',
    exams: [],
  };

  it('holds who requested what', () => {
    expect(voucherOf(requested([EXAM]))).toStrictEqual({
      status: 'requested',
      ...particulars,
      exams: [EXAM],
    });
    expect(voucherOf(requested(), declined())).toStrictEqual({ status: 'declined', ...particulars });
  });

  it('holds the terms, the code and the end', () => {
    expect(voucherOf(...active)).toStrictEqual({
      status: 'active',
      ...particulars,
      terms: professional.terms,
      code: CODE.sealed,
      codeHash: CODE.hash,
      expiresAt: EXPIRES_AT,
      entries: {},
      messages: [],
    });
  });

  it('holds appointments, payment and sittings of both attempts', () => {
    const moved = booking('B1', '2014-03-17T14:00:00.000Z');
    const { score: _score, ...unscored } = resulted('retake', 'failed', RETAKE_TAKEN, 'R2').data;
    const history: readonly VoucherEvent[] = [
      ...firstPaid,
      rescheduled(moved),
      ...retakeBooked.slice(-3),
      { type: 'ExamResultRecorded', data: unscored },
      corrected('retake', 'failed', 'passed'),
    ];
    const voucher = voucherOf(...history);
    expect(voucher).not.toHaveProperty(['entries', EXAM, 'retake', 'sitting', 'score']);
    expect(voucher).toMatchObject({
      entries: {
        [EXAM]: {
          examCode: EXAM,
          first: {
            appointment: moved,
            payment: { price: PRICE, paymentReference: 'P1' },
            sitting: {
              reported: 'failed',
              outcome: 'failed',
              score: 640,
              takenAt: FIRST_TAKEN,
              reportId: 'R1',
            },
          },
          retake: {
            failedAt: FIRST_TAKEN,
            availableFrom: FIRST_TAKEN,
            appointment: RETAKE,
            sitting: { reported: 'failed', outcome: 'passed', takenAt: RETAKE_TAKEN, reportId: 'R2' },
          },
        },
      },
    });
  });

  it('forgets a first booking that was given back, and the booking alone of a retake', () => {
    expect(voucherOf(...firstPaid, cancelled('candidate'))).toHaveProperty('entries', {});
    const entries = { [EXAM]: { retake: { failedAt: FIRST_TAKEN, availableFrom: FIRST_TAKEN } } };
    const returned = voucherOf(...retakeBooked, cancelled('provider', { attempt: 'retake' }));
    expect(returned).toMatchObject({ entries });
    expect(returned).not.toHaveProperty(['entries', EXAM, 'retake', 'appointment']);
    expect(voucherOf(...retakeBooked, withdrawn())).not.toHaveProperty(['entries', EXAM, 'retake']);
  });

  it('rule 18: holds when it was revoked', () => {
    expect(voucherOf(...active, revoked(ISSUED_AT))).toMatchObject({ revokedAt: ISSUED_AT });
  });
});

describe('evolve', () => {
  const unknown = { type: 'ExamResultDisputed', data: { examCode: EXAM } } as unknown as VoucherEvent;
  const unknownAboutAll = { type: 'VoucherTransferred', data: {} } as unknown as VoucherEvent;

  it.each([
    ['nothing', []],
    ['a request', [requested()]],
    ['a booked exam', firstBooked],
    ['both attempts', retakeFailed],
    ['an expired voucher', [...active, expired(1, [])]],
  ])('leaves %s as it is for an event type that a later release has added', (_state, history) => {
    const voucher = voucherOf(...history);
    expect(evolveVoucher(voucher, unknown)).toStrictEqual(voucher);
    expect(evolveVoucher(voucher, unknownAboutAll)).toStrictEqual(voucher);
  });

  it.each<[string, readonly VoucherEvent[], VoucherEvent]>([
    ['an issue without a request', [], issued()],
    ['a second issue', active, issued(professional.terms, '2014-07-01T03:59:59.999Z')],
    ['a decline without a request', [], declined()],
    ['a decline of what is issued', active, declined()],
    ['a booking without a voucher', [], scheduled(FIRST)],
    ['a retake that nothing granted', firstPaid, resulted('retake', 'passed', RETAKE_TAKEN, 'R9')],
    ['a correction of a sitting that is not there', firstPaid, corrected('first', 'failed', 'passed')],
    ['a correction of a retake that is not there', firstPassed, corrected('retake', 'failed', 'passed')],
    ['a returned retake that is not there', firstPassed, cancelled('provider', { attempt: 'retake' })],
    ['a fact of an exam that is not on the voucher', active, withdrawn(OTHER_EXAM)],
  ])('makes no entry of %s', (_what, history, event) => {
    const voucher = voucherOf(...history);
    const after = evolveVoucher(voucher, deepFreeze(event));
    expect({ ...after, messages: [] }).toStrictEqual({ ...voucher, messages: [] });
  });

  it('starts from nothing', () => {
    expect(initialVoucher).toStrictEqual({ status: 'none' });
  });
});
