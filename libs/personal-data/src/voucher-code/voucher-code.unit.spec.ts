import fc from 'fast-check';
import { DIGITS, checkCharacter, encodeBase32 } from './crockford.js';
import { formatVoucherCode, newVoucherCode, normaliseVoucherCode } from './voucher-code.js';

const CHECK_SYMBOLS = Array.from('*~$=U');
const digit = fc.constantFrom(...Array.from(DIGITS));
const codes = fc
  .string({ unit: digit, minLength: 16, maxLength: 16 })
  .map((digits) => digits + checkCharacter(digits));
const position = fc.nat(16);

function replaceAt(text: string, index: number, replacement: string): string {
  return text.slice(0, index) + replacement + text.slice(index + replacement.length);
}

describe('base32', () => {
  it('writes five bits a digit, as a number in base 32', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
        const value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
        const digits = Array.from(encodeBase32(bytes));
        expect(digits).toHaveLength(16);
        expect(digits.reduce((sum, character) => sum * 32n + BigInt(DIGITS.indexOf(character)), 0n)).toBe(
          value,
        );
      }),
    );
  });

  it('has the check characters of its specification', () => {
    // 1234 is 16J in base 32, and 1234 mod 37 is 13.
    expect(checkCharacter('16J')).toBe('D');
    const largest = CHECK_SYMBOLS.map((_, index) => checkCharacter(`1${DIGITS.charAt(index)}`));
    expect(largest).toEqual(CHECK_SYMBOLS);
  });
});

describe('a voucher code', () => {
  it('is 17 characters in its normal form, shown in groups of four', () => {
    const code = newVoucherCode();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}[0-9A-HJKMNP-Z*~$=]$/);
    expect(formatVoucherCode(code)).toMatch(/^(....-){4}.$/);
    expect(normaliseVoucherCode(formatVoucherCode(code))).toBe(code);
  });

  it('is never the same twice, and uses every character in every place', () => {
    const made = Array.from({ length: 2_000 }, newVoucherCode);
    expect(new Set(made).size).toBe(made.length);
    for (let place = 0; place < 16; place += 1) {
      expect(new Set(made.map((code) => code.charAt(place))).size).toBe(32);
    }
  });

  it('is read whatever its case, spaces and dashes', () => {
    const separators = fc.constantFrom('', ' ', '-', ' - ', '–', '\u00a0', '\t', '\u2212');
    fc.assert(
      fc.property(codes, fc.array(fc.tuple(separators, fc.boolean()), { minLength: 17 }), (code, manners) => {
        const typed = Array.from(code).map((character, index) => {
          const [separator = '', lower = false] = manners[index] ?? [];
          return separator + (lower ? character.toLowerCase() : character);
        });
        fc.pre(typed.join('').length <= 64);
        expect(normaliseVoucherCode(typed.join(''))).toBe(code);
      }),
    );
  });

  it('is read with O for 0 and I or L for 1', () => {
    const digits = '0011001100110011';
    const code = digits + checkCharacter(digits);
    expect(normaliseVoucherCode(`OoIl-oOLi-0O1I-oOlL-${code.slice(16)}`)).toBe(code);
  });

  it('is refused with any one wrong character', () => {
    const symbol = fc.constantFrom(...Array.from(DIGITS), ...CHECK_SYMBOLS);
    fc.assert(
      fc.property(codes, position, symbol, (code, index, wrong) => {
        fc.pre(code.charAt(index) !== wrong);
        expect(normaliseVoucherCode(replaceAt(code, index, wrong))).toBeUndefined();
      }),
    );
  });

  it('is refused with any two neighbours swapped', () => {
    fc.assert(
      fc.property(codes, fc.nat(15), (code, index) => {
        const [left, right] = [code.charAt(index), code.charAt(index + 1)];
        fc.pre(left !== right);
        expect(normaliseVoucherCode(replaceAt(code, index, right + left))).toBeUndefined();
      }),
    );
  });

  it('is refused when a character is missing or too many', () => {
    fc.assert(
      fc.property(codes, position, digit, (code, index, extra) => {
        expect(normaliseVoucherCode(code.slice(0, index) + code.slice(index + 1))).toBeUndefined();
        expect(normaliseVoucherCode(code.slice(0, index) + extra + code.slice(index))).toBeUndefined();
      }),
    );
  });

  it.each([
    '',
    '-',
    'ſ'.repeat(17),
    'ı'.repeat(17),
    '0'.repeat(16) + '0\u0000',
    '0'.repeat(10_000),
    '٠'.repeat(17),
  ])('is not seen in %j', (input) => {
    expect(normaliseVoucherCode(input)).toBeUndefined();
  });

  it('is either its normal form or nothing, whatever the input', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 17, maxLength: 17 })),
        (input) => {
          const code = normaliseVoucherCode(input);
          if (code !== undefined) expect(normaliseVoucherCode(code)).toBe(code);
        },
      ),
    );
  });
});
