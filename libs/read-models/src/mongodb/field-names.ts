const SPECIAL = /[%.$"'`;\u0000]/g;

/**
 * The name of a body's field as MongoDB takes it: without dots, dollars and NUL, which mean something to it or end
 * a name, and without quotes, which servers that translate to SQL trip over. They are percent-encoded, and the empty
 * name is a lone `%`.
 */
export function encodeName(name: string): string {
  return name === '' ? '%' : name.replaceAll(SPECIAL, encodeCharacter);
}

export function decodeName(stored: string): string {
  return stored === '%' || !stored.includes('%') ? stored.replace(/^%$/, '') : decodeURIComponent(stored);
}

/** Path of a field in stored documents, for indexes and conditions. */
export const pathOf = (field: string): string => `fields.${encodeName(field)}`;

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
