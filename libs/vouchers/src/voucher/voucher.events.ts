import type { OfferId } from '../offer/offer.stream.js';
import type { Terms } from '../offer/offer.terms.js';
import type { Instant } from '../shared/calendar.js';
import type { DomainEvent } from '../shared/event.js';
import type { ExamCode } from '../shared/exam-code.js';
import type { CandidateId, VoucherId } from './voucher.stream.js';

/*
 * STORED FORMAT. What is declared here lies in event stores for ever. Never change or remove a field: raise the
 * type's schema version and add an upcaster (see ../upcasters.ts).
 */

/** Ciphertext of personal data or of a secret; only `personal-data` can open it. */
export type Sealed = string;

/** Keyed hash (HMAC), by which something sealed can be found. */
export type BlindHash = string;

/** There is no third. */
export type Attempt = 'first' | 'retake';

export type Outcome = 'passed' | 'failed';
export type CorrectedOutcome = Outcome | 'invalidated';

/** A booking of an attempt with the provider. */
export interface Appointment {
  readonly bookingReference: string;
  readonly siteCode: string;
  readonly startsAt: Instant;
}

/** `amount` is a decimal string (`160.00`), `currency` an ISO 4217 code. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

type VoucherFact<Type extends string, Data> = DomainEvent<Type, { readonly offerId: OfferId } & Data>;
type ExamFact<Type extends string, Data> = VoucherFact<Type, { readonly examCode: ExamCode } & Data>;

export type VoucherRequested = VoucherFact<
  'VoucherRequested',
  {
    readonly voucherId: VoucherId;
    readonly candidateId: CandidateId;
    /** 1 for the candidate's first request under the offer. */
    readonly ordinal: number;
    /** Name, e-mail and the provider's candidate number. */
    readonly candidate: Sealed;
    readonly emailHash: BlindHash;
    /** The exams of a pack that names them; absent when any eligible exam may be bound. */
    readonly exams?: readonly ExamCode[];
  }
>;

export type VoucherIssued = VoucherFact<
  'VoucherIssued',
  {
    /** The offer's terms as they were at this moment; they hold for this voucher whatever is amended later. */
    readonly terms: Terms;
    readonly code: Sealed;
    readonly codeHash: BlindHash;
    readonly expiresAt: Instant;
  }
>;

export type VoucherDeclined = VoucherFact<'VoucherDeclined', { readonly reason: string }>;

export type ExamScheduled = ExamFact<
  'ExamScheduled',
  { readonly attempt: 'first'; readonly appointment: Appointment }
>;

export type ExamPaid = ExamFact<'ExamPaid', { readonly price: Money; readonly paymentReference: string }>;

export type ExamRescheduled = ExamFact<
  'ExamRescheduled',
  { readonly attempt: Attempt; readonly appointment: Appointment }
>;

export type AppointmentCancelled = ExamFact<
  'AppointmentCancelled',
  {
    readonly attempt: Attempt;
    readonly cancelledBy: 'candidate' | 'provider';
    /** Whether a payment was made for the attempt that is given back. */
    readonly refundDue: boolean;
    readonly reason?: string;
  }
>;

export type ExamForfeited = ExamFact<
  'ExamForfeited',
  { readonly attempt: Attempt; readonly cause: 'no-show' | 'late-cancellation' }
>;

export type ExamResultRecorded = ExamFact<
  'ExamResultRecorded',
  {
    readonly attempt: Attempt;
    readonly outcome: Outcome;
    readonly score?: number;
    readonly takenAt: Instant;
    readonly reportId: string;
  }
>;

export type RetakeGranted = ExamFact<
  'RetakeGranted',
  { readonly failedAt: Instant; readonly availableFrom: Instant; readonly expiresAt: Instant }
>;

export type RetakeScheduled = ExamFact<
  'RetakeScheduled',
  { readonly attempt: 'retake'; readonly appointment: Appointment; readonly price: Money }
>;

export type RetakeWithdrawn = ExamFact<'RetakeWithdrawn', object>;

export type ExamResultCorrected = ExamFact<
  'ExamResultCorrected',
  {
    readonly attempt: Attempt;
    readonly previousOutcome: CorrectedOutcome;
    readonly outcome: CorrectedOutcome;
    readonly reason: string;
  }
>;

export type VoucherExtended = VoucherFact<
  'VoucherExtended',
  { readonly previousExpiresAt: Instant; readonly expiresAt: Instant; readonly reason: string }
>;

export type VoucherCodeReissued = VoucherFact<
  'VoucherCodeReissued',
  { readonly code: Sealed; readonly codeHash: BlindHash; readonly reason: string }
>;

export type VoucherRevoked = VoucherFact<
  'VoucherRevoked',
  { readonly reason: string; readonly revokedAt: Instant }
>;

export type VoucherExpired = VoucherFact<
  'VoucherExpired',
  {
    readonly expiresAt: Instant;
    readonly unused: {
      /** First sittings that were never taken, those of exams that were never bound included. */
      readonly firstSittings: number;
      /** Exams whose retake was granted and neither taken nor forfeited. */
      readonly retakes: readonly ExamCode[];
    };
  }
>;

export type VoucherEvent =
  | VoucherRequested
  | VoucherIssued
  | VoucherDeclined
  | ExamScheduled
  | ExamPaid
  | ExamRescheduled
  | AppointmentCancelled
  | ExamForfeited
  | ExamResultRecorded
  | RetakeGranted
  | RetakeScheduled
  | RetakeWithdrawn
  | ExamResultCorrected
  | VoucherExtended
  | VoucherCodeReissued
  | VoucherRevoked
  | VoucherExpired;
