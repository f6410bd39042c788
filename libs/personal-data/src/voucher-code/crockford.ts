/** The 32 digits of Crockford's base32, then the 5 symbols that only a check character can be. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U';

/** The digits of base32 in the order of their values. */
export const DIGITS = SYMBOLS.slice(0, 32);

/**
 * Check character of digits, Crockford's mod 37. A prime above 32 finds every single wrong character and
 * every swap of two different neighbours, the check character included.
 *
 * @param digits canonical: only characters of `DIGITS`
 */
export function checkCharacter(digits: string): string {
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 32 + DIGITS.indexOf(digit)) % 37;
  return SYMBOLS.charAt(remainder);
}

/** Writes bytes as digits, five bits each; their number must be a multiple of 5. */
export function encodeBase32(bytes: Uint8Array): string {
  let digits = '';
  let bits = 0;
  let buffer = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      digits += DIGITS.charAt((buffer >> bits) & 31);
    }
  }
  return digits;
}
