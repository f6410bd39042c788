/** One line of JSON, for machines; positions are decimal strings. */
export function jsonLine(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}` : part));
  return `${text}\n`;
}
