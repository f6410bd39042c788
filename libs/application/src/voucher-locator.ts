import type { EventReader } from '#event-store';
import { type BlindIndex, normaliseVoucherCode } from '#personal-data';
import { DocumentStoreError, NotYetVisible, ProjectionNotReady, type ReadModels } from '#read-models';
import { isVoucherId } from '#vouchers';
import { PATIENCE } from './patience.js';
import type { VoucherReference } from './voucher-reference.js';
import { noSuchVoucher, VoucherCodeNotResolved } from './errors.js';

/** Where wrong guesses of voucher codes are counted. */
export interface GuessCounter {
  /**
   * @param look answers `undefined` to a wrong guess; where it throws, nothing is counted
   * @throws TooManyGuesses when this client, or all together, made too many
   */
  look<Found>(client: string, look: () => Promise<Found | undefined>): Promise<Found | undefined>;
}

/** For callers who need not guess, such as an operator who can read the files. */
export const UNCOUNTED: GuessCounter = { look: (_client, look) => look() };

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
   * @throws VoucherCodeNotResolved while it cannot be told whether there is one
   */
  async locate(named: string, client: string): Promise<VoucherReference> {
    const id = named.toLowerCase();
    if (isVoucherId(id)) return { voucherId: id };
    const codeHash = this.blindIndex.voucherCode(normaliseVoucherCode(named) ?? NO_CODE);
    try {
      return { voucherId: await this.#locate(codeHash, client), codeHash };
    } catch (error) {
      throw isOfReadModels(error) ? new VoucherCodeNotResolved(error) : error;
    }
  }

  /**
   * While it cannot be told whether a code is right, it is not counted as wrong: it may be of a voucher that was issued
   * just now. What limits guessing then is that only so many are looked at at once, each for as long as it is waited.
   */
  async #locate(codeHash: string, client: string): Promise<string> {
    const look = async () => (await this.#find(codeHash)) ?? (await this.#findInLatest(codeHash));
    const voucherId = await this.guesses.look(client, look);
    if (voucherId === undefined) throw noSuchVoucher();
    return voucherId;
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

function isOfReadModels(error: unknown): error is Error {
  return (
    error instanceof NotYetVisible ||
    error instanceof ProjectionNotReady ||
    error instanceof DocumentStoreError
  );
}
