import type { Availability, EntryStatus, Terms, VoucherStatus } from '#vouchers';
import type { CandidateDetails } from '../commands/request-voucher.command.js';
import type { EntryView } from '../history/voucher-facts.js';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** `null` on the last page. */
  readonly nextCursor: string | null;
}

/** `null` where the candidate was erased. */
type Personal = CandidateDetails | null;

export interface VoucherSummary {
  readonly voucherId: string;
  readonly status: VoucherStatus;
  readonly offerId: string;
  readonly candidateId: string;
  /** With the scope `personal-data:read` only. */
  readonly candidate?: Personal;
  readonly requestedAt: string;
  /** Absent before the voucher is issued. */
  readonly expiresAt?: string;
  readonly exams: readonly { readonly examCode: string; readonly status: EntryStatus }[];
}

export interface VoucherView extends Availability {
  readonly voucherId: string;
  readonly status: VoucherStatus;
  readonly offerId: string;
  readonly candidateId: string;
  readonly candidate?: Personal;
  /** Revision and position of the last event that this view has seen. */
  readonly revision: number;
  readonly position: string;
  readonly requestedAt: string;
  readonly expiresAt?: string;
  readonly terms?: Terms;
  /** Exams that the request named; empty when any eligible exam may be bound. */
  readonly exams: readonly string[];
  readonly entries: readonly EntryView[];
}

export interface OfferView {
  readonly offerId: string;
  readonly status: 'published' | 'closed';
  readonly terms: Terms;
  /** Vouchers by status. */
  readonly counts: Readonly<Record<VoucherStatus, number>>;
}

/** `value` is `null` when the denominator is 0. */
export interface Rate {
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
}

export interface Overview {
  readonly funnel: {
    readonly issued: number;
    readonly booked: number;
    readonly paid: number;
    readonly taken: number;
    readonly failed: number;
    readonly retakeBooked: number;
    readonly retakeTaken: number;
    readonly passed: number;
  };
  readonly figures: {
    readonly firstAttemptPassRate: Rate;
    readonly retakeUptake: Rate;
    readonly retakePassRate: Rate;
    readonly rescueRate: Rate;
    readonly breakage: Rate;
    /**
     * Hours from the failed sitting to the retake's; `null` when there is none. The median of an even count is the
     * mean of the two in the middle; the 90th percentile is by nearest rank.
     */
    readonly timeToRetake: {
      readonly medianHours: number | null;
      readonly p90Hours: number | null;
      readonly count: number;
    };
  };
}

export interface ExamStatistics {
  readonly examCode: string;
  readonly prefix: string;
  readonly booked: number;
  readonly firstSittings: number;
  readonly retakes: number;
  readonly passed: number;
  readonly forfeited: number;
  readonly firstAttemptPassRate: Rate;
  readonly retakePassRate: Rate;
  readonly rescueRate: Rate;
}

/** What happened on a UTC day, by the instant at which it happened. */
export interface ActivityDay {
  readonly day: string;
  /** Events by type. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface ExpiringWindow {
  readonly withinDays: 7 | 30 | 60;
  readonly unbooked: number;
  readonly booked: number;
  readonly retakeWaiting: number;
}

export interface Expiring {
  /** Each window includes the shorter ones. */
  readonly items: readonly ExpiringWindow[];
}
