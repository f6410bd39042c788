import { randomBytes } from 'node:crypto';
import { checkCharacter, encodeBase32 } from './crockford.js';

/** 16 digits of base32 carry 80 bits. */
const RANDOM_BYTES = 10;
/** Longer input is not looked at; it leaves room for a separator round every character. */
const LONGEST_INPUT = 64;

/** A new voucher code in its normal form: 16 random characters and a check character, 17 in all. */
export function newVoucherCode(): string {
  const digits = encodeBase32(randomBytes(RANDOM_BYTES));
  return digits + checkCharacter(digits);
}

/**
 * The normal form of a code that somebody typed: ignores case, spaces and dashes of any kind, reads O as 0
 * and I and L as 1. `undefined` where it cannot be a code: any one wrong character and any two neighbours
 * swapped are found. Undo URL encoding first.
 */
export function normaliseVoucherCode(input: string): string | undefined {
  if (input.length > LONGEST_INPUT) return undefined;
  const typed = input.replaceAll(/[\s\p{Pd}\u2212]/gu, '');
  if (!/^[0-9A-Za-z]{16}[0-9A-Za-z*~$=]$/.test(typed)) return undefined;
  const code = typed.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const digits = code.slice(0, 16);
  if (digits.includes('U')) return undefined;
  return checkCharacter(digits) === code.slice(16) ? code : undefined;
}

/** A code in groups of four, as it is shown to people. @param code in its normal form */
export function formatVoucherCode(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join('-');
}
