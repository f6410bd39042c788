import { Unreadable } from '#personal-data';
import { upcastEvent } from '#recorded-events';
import type { NewCode, VoucherCodeReissued, VoucherIssued } from '#vouchers';
import type { Extras } from './answer.js';
import type { Executed } from './outcome.js';
import type { HistoryEvent } from './stream-history.js';
import { finishing } from './unfinished.js';
import type { MintedCode, VoucherCodes } from './voucher-codes.js';

/** The code that one command makes: remembered for its answer, and unsealed only where the command comes again. */
export class CommandCode {
  #minted: MintedCode | undefined;

  constructor(private readonly codes: VoucherCodes) {}

  async mint(candidateId: string): Promise<NewCode> {
    this.#minted = await this.codes.mint(candidateId);
    const { sealed, hash } = this.#minted;
    return { sealed, hash };
  }

  /**
   * The code that the command made, now or when it came the first time, and the expiry of a voucher that it issued.
   *
   * @throws Unfinished where it cannot be read now
   */
  async issuedBy({ events }: Executed, candidateIdOf: () => Promise<string>): Promise<Extras> {
    const made = events.find(({ type }) => type === 'VoucherIssued' || type === 'VoucherCodeReissued');
    if (!made) return {};
    const event = upcastEvent<VoucherIssued | VoucherCodeReissued, HistoryEvent>(made);
    const code = await finishing(() => this.#read(event.data.code, candidateIdOf));
    return {
      ...(code !== undefined && { code }),
      ...(event.type === 'VoucherIssued' && { expiresAt: event.data.expiresAt }),
    };
  }

  /** `undefined` where nobody can read it any more: the candidate was erased, or the key is lost or damaged. */
  async #read(sealed: string, candidateIdOf: () => Promise<string>): Promise<string | undefined> {
    if (this.#minted?.sealed === sealed) return this.#minted.code;
    try {
      return await this.codes.reveal(sealed, await candidateIdOf());
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  }
}
