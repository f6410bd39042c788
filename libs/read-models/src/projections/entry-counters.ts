import { type ExamEntry, entryStatus, type IssuedVoucher } from '#vouchers';

/** What one exam on a voucher counts for, in the figures of the programme and in those of the exam. */
export interface EntryCounters {
  readonly booked: number;
  readonly paid: number;
  readonly taken: number;
  readonly firstPassed: number;
  readonly firstFailed: number;
  readonly retakeBooked: number;
  readonly retakeTaken: number;
  readonly retakePassed: number;
  readonly retakeFailed: number;
  /** Failed first sittings that a passed retake made good: a part of `firstFailed`, whatever was corrected later. */
  readonly rescued: number;
  /** Retakes granted whose window has closed, or that were taken. */
  readonly retakeDecided: number;
  readonly passed: number;
  readonly forfeited: number;
}

export function countEntry(entry: ExamEntry, voucher: IssuedVoucher): EntryCounters {
  const { first, retake } = entry;
  const windowClosed =
    retake?.forfeited !== undefined || voucher.status === 'expired' || voucher.status === 'revoked';
  return {
    booked: 1,
    paid: count(first.payment),
    taken: count(first.sitting),
    firstPassed: count(first.sitting?.outcome === 'passed'),
    firstFailed: count(first.sitting?.outcome === 'failed'),
    retakeBooked: count(retake?.appointment),
    retakeTaken: count(retake?.sitting),
    retakePassed: count(retake?.sitting?.outcome === 'passed'),
    retakeFailed: count(retake?.sitting?.outcome === 'failed'),
    rescued: count(first.sitting?.outcome === 'failed' && retake?.sitting?.outcome === 'passed'),
    retakeDecided: count(retake?.sitting ?? (retake && windowClosed)),
    passed: count(entryStatus(entry) === 'passed'),
    forfeited: count(first.forfeited ?? retake?.forfeited),
  };
}

function count(fact: unknown): number {
  return fact === undefined || fact === false ? 0 : 1;
}
