/** A voucher as a client named it, resolved by `VoucherLocator`. */
export interface VoucherReference {
  readonly voucherId: string;
  /** Hash of the code by which it was named; it has to be the voucher's current one. */
  readonly codeHash?: string;
}
