import {
  type Appointment,
  type Attempt,
  type AttemptRecord,
  type CorrectedOutcome,
  type EntryStatus,
  entryStatus,
  type ExamEntry,
  isIssued,
  type Money,
  type Outcome,
  type Voucher,
} from '#vouchers';

export interface AttemptView {
  readonly attempt: Attempt;
  readonly appointment?: Appointment;
  readonly payment?: { readonly price: Money; readonly paymentReference: string };
  /** Of a retake. */
  readonly availableFrom?: string;
  /** As it counts, after corrections; `reported` is what the provider said. */
  readonly outcome?: CorrectedOutcome;
  readonly reported?: Outcome;
  readonly score?: number;
  readonly takenAt?: string;
  readonly reportId?: string;
  readonly forfeited?: 'no-show' | 'late-cancellation';
}

export interface EntryView {
  readonly examCode: string;
  readonly status: EntryStatus;
  readonly attempts: readonly AttemptView[];
}

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

export type VoucherFacts = ReturnType<typeof voucherFacts>;

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
