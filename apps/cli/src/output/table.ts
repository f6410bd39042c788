import stringWidth from 'string-width';
import { printable } from './printable.js';

/**
 * A table for people, a line for each row, however many there are. No lines round the cells, so that `awk` and `grep`
 * are at ease with it.
 */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head.map((title) => title.toUpperCase()), ...rows.map((row) => row.map(printable))];
  const widths = head.map((_, column) =>
    lines.reduce((widest, line) => Math.max(widest, stringWidth(line[column] ?? '')), 0),
  );
  return lines.map((line) => `${line.map(padded(widths)).join('  ').trimEnd()}\n`).join('');
}

const padded = (widths: readonly number[]) => (cell: string, column: number) =>
  cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell));
