import type { VoucherReference } from './voucher-reference.js';

/** Finds the voucher that a client names by its id or by its code. */
export abstract class VoucherLocator {
  /**
   * An unknown, a mistyped and a foreign code cannot be told apart, neither by the answer nor by its time.
   *
   * @param named voucher id or voucher code
   * @param client whose wrong guesses are counted together
   * @throws NotFound `VOUCHER_NOT_FOUND`
   * @throws TooManyGuesses when this client, or all together, named too many codes that do not exist
   */
  abstract locate(named: string, client: string): Promise<VoucherReference>;
}
