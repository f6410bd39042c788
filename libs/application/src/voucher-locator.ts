import type { EventReader } from '#event-store';
import { type BlindIndex, normaliseVoucherCode } from '#personal-data';
import type { ReadModels } from '#read-models';
import { isVoucherId } from '#vouchers';
import { PATIENCE } from './patience.js';
import type { VoucherReference } from './voucher-reference.js';
import { noSuchVoucher } from './errors.js';

/** Where wrong guesses of voucher codes are counted. */
export interface GuessCounter {
  /** @throws TooManyGuesses when this client, or all together, made too many */
  check(client: string): Promise<void>;
  failed(client: string): Promise<void>;
}

/** For callers who need not guess, such as an operator who can read the files. */
export const UNCOUNTED: GuessCounter = { check: async () => undefined, failed: async () => undefined };

/** Looked up in place of a mistyped code, which then takes as long as an unknown one. */
const NO_CODE = '';

/** Finds the voucher that a client names by its id or by its code. */
export class VoucherLocator {
  constructor(
    private readonly eventStore: EventReader,
    private readonly readModels: ReadModels,
    private readonly blindIndex: BlindIndex,
    private readonly guesses: GuessCounter,
  ) {}

  /**
   * An unknown, a mistyped and a foreign code cannot be told apart, neither by the answer nor by its time.
   *
   * @param named voucher id or voucher code
   * @param client whose wrong guesses are counted together
   * @throws NotFound `VOUCHER_NOT_FOUND`
   * @throws TooManyGuesses when this client, or all together, named too many codes that do not exist
   */
  async locate(named: string, client: string): Promise<VoucherReference> {
    const id = named.toLowerCase();
    if (isVoucherId(id)) return { voucherId: id };
    await this.guesses.check(client);
    const codeHash = this.blindIndex.voucherCode(normaliseVoucherCode(named) ?? NO_CODE);
    const voucherId = (await this.#find(codeHash)) ?? (await this.#findInLatest(codeHash));
    if (voucherId !== undefined) return { voucherId, codeHash };
    await this.guesses.failed(client);
    throw noSuchVoucher();
  }

  async #find(codeHash: string): Promise<string | undefined> {
    const [found] = await this.readModels.find('vouchers', { where: { codeHash }, limit: 1 });
    return found?.id;
  }

  /** Codes are found in a read model, which may be a moment behind. */
  async #findInLatest(codeHash: string): Promise<string | undefined> {
    await this.readModels.waitFor(await this.eventStore.headPosition(), PATIENCE, ['vouchers']);
    return this.#find(codeHash);
  }
}
