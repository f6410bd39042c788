import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes the directory and an empty file that only this user can read; SQLite gives its side files the same mode.
 * A file that exists is not touched: opening and closing it here would drop the locks that SQLite holds on it
 * (https://sqlite.org/howtocorrupt.html §2.2).
 */
export function createPrivately(path: string): void {
  makeDirectory(dirname(path));
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

/** Node's own recursive `mkdir` never ends where a parent that exists answers ENOENT, as /proc does. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeDirectory(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}
