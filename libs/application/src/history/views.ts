export interface HistoryItem {
  readonly revision: number;
  readonly position: string;
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
  readonly recordedAt: string;
  /** The voucher after this event; its `status` is `unreadable` from the first tampered event that cannot be understood. */
  readonly state: object;
}

export interface VoucherHistory {
  readonly items: readonly HistoryItem[];
  /** Whether the hash chain holds. */
  readonly verified: boolean;
  /** Revision of the first event that does not fit, where the chain is broken. */
  readonly firstBroken?: number;
}

/**
 * A history as it is answered: whole, or where it is long in pages, each with the verdict on all events up to its end.
 * They are read and verified as they are taken, so that this may fail then.
 */
export type HistoryInPages = VoucherHistory | AsyncIterable<VoucherHistory>;
