import { type AttemptRecord, entryStatus, type ExamEntry, isIssued, type Voucher } from '#vouchers';
import type { AttemptView, EntryView } from './views.js';

type ExistingVoucher = Exclude<Voucher, { status: 'none' }>;

/** What a voucher says of itself, without its secrets and without the person behind it. */
export function voucherFacts(voucher: ExistingVoucher) {
  const { voucherId, status, offerId, candidateId, exams } = voucher;
  const issued = isIssued(voucher) && { expiresAt: voucher.expiresAt, terms: voucher.terms };
  return {
    voucherId,
    status,
    offerId,
    candidateId,
    ...issued,
    exams,
    entries: entriesOf(voucher).map(entryView),
  };
}

export function entriesOf(voucher: ExistingVoucher): readonly ExamEntry[] {
  return isIssued(voucher) ? Object.values(voucher.entries) : [];
}

function entryView(entry: ExamEntry): EntryView {
  const { examCode, first, retake } = entry;
  const { payment } = first;
  const attempts: AttemptView[] = [{ attempt: 'first', ...attemptFacts(first), ...(payment && { payment }) }];
  if (retake) {
    attempts.push({ attempt: 'retake', availableFrom: retake.availableFrom, ...attemptFacts(retake) });
  }
  return { examCode, status: entryStatus(entry), attempts };
}

function attemptFacts({ appointment, sitting, forfeited }: AttemptRecord): Omit<AttemptView, 'attempt'> {
  return { ...(appointment && { appointment }), ...sitting, ...(forfeited && { forfeited }) };
}
