import type { OfferId } from '../offer/offer.stream.js';
import type { Terms } from '../offer/offer.terms.js';
import type { Instant } from '../shared/calendar.js';
import { type ExamCode, isExamCode } from '../shared/exam-code.js';
import type { ExamEntry } from './exam-entry.js';
import type { BlindHash, Sealed } from './voucher.events.js';
import type { MessageLog } from './provider-messages.js';
import type { CandidateId, VoucherId } from './voucher.stream.js';

export interface NoVoucher {
  readonly status: 'none';
}

interface Requested {
  readonly voucherId: VoucherId;
  readonly offerId: OfferId;
  readonly candidateId: CandidateId;
  /** The exams of a pack that names them; empty when any eligible exam may be bound. */
  readonly exams: readonly ExamCode[];
}

export interface RequestedVoucher extends Requested {
  readonly status: 'requested';
}

export interface DeclinedVoucher extends Requested {
  readonly status: 'declined';
}

export interface IssuedVoucher extends Requested {
  readonly status: 'active' | 'completed' | 'expired' | 'revoked';
  readonly terms: Terms;
  readonly code: Sealed;
  readonly codeHash: BlindHash;
  readonly expiresAt: Instant;
  readonly revokedAt?: Instant;
  readonly entries: Readonly<Record<ExamCode, ExamEntry>>;
  readonly messages: MessageLog;
}

export type Voucher = NoVoucher | RequestedVoucher | DeclinedVoucher | IssuedVoucher;

export type VoucherStatus = Exclude<Voucher['status'], 'none'>;

export const initialVoucher: Voucher = { status: 'none' };

export function isIssued(voucher: Voucher): voucher is IssuedVoucher {
  return 'terms' in voucher;
}

/** The entry of an exam, where the voucher has one. Safe for any text: a malformed code has none. */
export function entryOf(voucher: IssuedVoucher, examCode: ExamCode): ExamEntry | undefined {
  return isExamCode(examCode) ? voucher.entries[examCode] : undefined;
}

/** How many distinct exams the voucher can be used for. */
export function examAllowance(voucher: IssuedVoucher): number {
  return voucher.exams.length > 0 ? voucher.exams.length : voucher.terms.examsPerVoucher;
}

/** Whether the voucher is neither expired nor revoked at this instant; it may have been completed. */
export function isInForce(voucher: IssuedVoucher, now: Instant): boolean {
  return (voucher.status === 'active' || voucher.status === 'completed') && now <= voucher.expiresAt;
}
