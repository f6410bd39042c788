import type { Refusal } from '#vouchers';

/** Which stream a command was about. */
export type Subject =
  { readonly voucherId: string } | { readonly offerId: string } | { readonly candidateId: string };

/** What a command recorded. */
export interface CommandAccepted {
  readonly kind: 'accepted';
  readonly subject: Subject;
  /** Revision of the last event that the command recorded. */
  readonly revision: number;
  /** Position of that event: pass it to a query as `waitFor`. */
  readonly position: bigint;
  readonly events: readonly { readonly type: string; readonly revision: number }[];
  /** Whether this answers a command that was recorded before under the same command id. */
  readonly replayed: boolean;
  /** Of an issued voucher, and of a reissued code. */
  readonly code?: string;
  /** Of an issued voucher. */
  readonly expiresAt?: string;
}

/** What a command would have done. */
export interface CommandDryRun {
  readonly kind: 'dryRun';
  readonly subject: Subject;
  /** Without sealed data and hashes. */
  readonly events: readonly { readonly type: string; readonly data: object }[];
  /** Every rule that refuses; empty when the command would be accepted. */
  readonly refusals: readonly Refusal[];
}

export type CommandResult = CommandAccepted | CommandDryRun;
