/**
 * Text from outside, fit for a terminal: control characters, with which it could forge lines or drive the terminal,
 * and invisible ones are written out.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    const digits = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
    return `\\u{${digits}}`;
  });
}
