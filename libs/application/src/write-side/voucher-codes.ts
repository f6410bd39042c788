import { type BlindIndex, formatVoucherCode, newVoucherCode, type PersonalDataVault } from '#personal-data';
import type { NewCode } from '#vouchers';

/** A new code, and how it is shown to the candidate: in groups of four. */
export interface MintedCode extends NewCode {
  readonly code: string;
}

/** Makes voucher codes, which leave this place only sealed and hashed, and opens them for the one answer. */
export class VoucherCodes {
  constructor(
    private readonly vault: PersonalDataVault,
    private readonly blindIndex: BlindIndex,
  ) {}

  async mint(candidateId: string): Promise<MintedCode> {
    const code = newVoucherCode();
    const hash = this.blindIndex.voucherCode(code);
    const sealed = await this.vault.seal(candidateId, 'voucher-code', code);
    return { sealed, hash, code: formatVoucherCode(code) };
  }

  /** In groups of four; `undefined` when the candidate was erased. */
  async reveal(sealed: string, candidateId: string): Promise<string | undefined> {
    const code = await this.vault.unseal(sealed, candidateId, 'voucher-code');
    return typeof code === 'string' ? formatVoucherCode(code) : undefined;
  }
}

/** Stands for a code while the rules are asked: a refused command has made none. */
export const UNMINTED: NewCode = { sealed: '', hash: '' };
