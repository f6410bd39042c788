import { cancelled, corrected, EXAM, expired, forfeited, resulted, withdrawn } from '../testing/events.js';
import { voucherOf } from '../testing/given.js';
import {
  firstBooked,
  FIRST,
  FIRST_TAKEN,
  firstFailed,
  firstPaid,
  firstPassed,
  RETAKE,
  retakeBooked,
  retakeFailed,
  retakePassed,
} from '../testing/stories.js';
import { entryStatus, type ExamEntry, isClosed, isRetakeUsed, openBooking } from './exam-entry.js';
import type { VoucherEvent } from './voucher.events.js';
import { isIssued } from './voucher.state.js';

function entryAfter(...history: readonly VoucherEvent[]): ExamEntry {
  const voucher = voucherOf(...history);
  const entry = isIssued(voucher) ? voucher.entries[EXAM] : undefined;
  if (!entry) throw new Error('The history left no entry.');
  return entry;
}

const firstAttempt = { attempt: 'first', appointment: FIRST };
const retake = { attempt: 'retake', appointment: RETAKE };
const noRetakeAfterExpiry = [...firstPaid, expired(1, []), resulted('first', 'failed', FIRST_TAKEN, 'R1')];

describe('an exam entry', () => {
  it.each<[string, string, readonly VoucherEvent[], object | undefined]>([
    ['scheduled', 'the first attempt is booked', firstBooked, firstAttempt],
    ['paid', 'it is paid', firstPaid, firstAttempt],
    ['passed', 'the first sitting is passed', firstPassed, undefined],
    ['retake-available', 'the first sitting is failed', firstFailed, undefined],
    [
      'retake-available',
      'the retake was given back',
      [...retakeBooked, cancelled('provider', { attempt: 'retake' })],
      undefined,
    ],
    ['retake-scheduled', 'the retake is booked', retakeBooked, retake],
    ['passed', 'the retake is passed', retakePassed, undefined],
    ['failed', 'the retake is failed', retakeFailed, undefined],
    ['failed', 'rule 16: the fail came after expiry', noRetakeAfterExpiry, undefined],
    ['forfeited', 'nobody came to the first attempt', [...firstPaid, forfeited('no-show')], undefined],
    [
      'forfeited',
      'the retake was cancelled too late',
      [...retakeBooked, forfeited('late-cancellation', 'retake')],
      undefined,
    ],
    [
      'invalidated',
      'the first sitting is invalidated',
      [...firstPassed, corrected('first', 'passed', 'invalidated')],
      undefined,
    ],
    [
      'invalidated',
      'the retake is invalidated',
      [...retakePassed, corrected('retake', 'passed', 'invalidated')],
      undefined,
    ],
    [
      'passed',
      'the failed first sitting is corrected',
      [...retakeFailed, corrected('first', 'failed', 'passed')],
      undefined,
    ],
    [
      'passed',
      'the failed retake is corrected',
      [...retakeFailed, corrected('retake', 'failed', 'passed')],
      undefined,
    ],
    [
      'passed',
      'its retake is withdrawn',
      [...retakeBooked, corrected('first', 'failed', 'passed'), withdrawn()],
      undefined,
    ],
  ])('is %s when %s', (status, _case, history, booked) => {
    const entry = entryAfter(...history);
    expect(entryStatus(entry)).toBe(status);
    expect(isClosed(entry)).toBe(['passed', 'failed', 'forfeited', 'invalidated'].includes(status));
    expect(openBooking(entry)).toEqual(booked);
  });

  it('rule 11: has its retake used once that is taken or forfeited, whatever is corrected', () => {
    expect(
      [firstPaid, firstFailed, retakeBooked].map((history) => isRetakeUsed(entryAfter(...history))),
    ).toEqual([false, false, false]);
    const used = [
      retakePassed,
      retakeFailed,
      [...retakeBooked, forfeited('no-show', 'retake')],
      [...retakeFailed, corrected('retake', 'failed', 'invalidated')],
      [...retakeFailed, corrected('first', 'failed', 'passed')],
    ];
    expect(used.map((history) => isRetakeUsed(entryAfter(...history)))).toEqual(used.map(() => true));
  });
});
