import { removeCredentials } from './credentials.js';
import { removeEmails } from './emails.js';
import { removeUserInfo } from './user-info.js';
import { removeVoucherCodes } from './voucher-codes.js';

/** Whether any of the rules could apply; most lines have nothing for them. */
const HINT = /[@%]|:\/\/|ss_|sealed\.|bearer|basic|authorization|cookie|api-key|password/i;
/** How many times over an address may be encoded and still be recognised. */
const DECODINGS = 3;

/** Takes what is personal or secret out of a line. */
export type Redactor = (line: string) => string;

/**
 * Makes a redactor for lines of JSON, which stay JSON. It removes voucher codes, API keys, e-mail addresses,
 * sealed values, authorization headers and passwords in URLs, wherever in a string they stand, also when they
 * are percent-encoded; and the given secrets, which have no form that could be recognised.
 *
 * @param secrets such as the admin key of the settings
 */
export function createRedactor(secrets: readonly string[] = []): Redactor {
  const removers = secrets.filter((secret) => secret !== '').map(removerOf);
  const removeSecrets: Redactor = (line) => removers.reduce((text, removeSecret) => removeSecret(text), line);
  const remove: Redactor = (line) => {
    const text = removeSecrets(line);
    return removeVoucherCodes(HINT.test(text) ? removeEmails(removeCredentials(removeUserInfo(text))) : text);
  };
  return (line) => remove(line.includes('%') ? removeEncoded(line, remove) : line);
}

/** Removes one secret, and never half of an escape of JSON that its beginning looks like. */
function removerOf(secret: string): Redactor {
  const written = asInJson(secret);
  const pattern = new RegExp(
    `${written.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}|\\\\(?:u[\\da-f]{4}|.)`,
    'g',
  );
  return (line) => {
    if (!line.includes(written)) return line;
    return line.replace(pattern, (found) => (found === written ? '[redacted]' : found));
  };
}

/** An escape of JSON, or what stands between escapes, quotes and spaces. */
const WORD = /\\(?:u[\da-f]{4}|.)|[^\s"\\]+/gi;

/** Replaces the words in which something is found once they are decoded. */
function removeEncoded(line: string, remove: Redactor): string {
  return line.replace(WORD, (word) => {
    if (!word.includes('%')) return word;
    let decoded = word;
    for (let time = 0; time < DECODINGS; time += 1) {
      decoded = decodeWhereItCan(decoded);
      const written = asInJson(decoded);
      const cleaned = remove(written);
      if (cleaned !== written) return cleaned;
    }
    return word;
  });
}

/** One encoded character, as long as its first byte says. */
const ENCODED =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/gi;

/** Decodes each character that is well formed, whatever stands beside it, and leaves the rest. */
function decodeWhereItCan(text: string): string {
  return text.replaceAll(ENCODED, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/** A text as it stands between the quotes of a JSON string. */
function asInJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
