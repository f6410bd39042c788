import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SecretFileUnusable } from './errors.js';

/**
 * The text in a file, without the white space around it; `undefined` where there is no such file.
 *
 * @throws SecretFileUnusable
 */
export function readSecretFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw new SecretFileUnusable(path, error as NodeJS.ErrnoException);
  }
}

/**
 * The text in a file, which is made with `make` where it does not exist: readable by its owner alone, whole
 * or not there at all, and on the disk when this returns. Processes that race for it all get the same text.
 *
 * @throws SecretFileUnusable
 */
export function readOrMakeSecretFile(path: string, make: () => string): string {
  const present = readSecretFile(path);
  if (present !== undefined) return present;
  try {
    return makeFile(path, make);
  } catch (error) {
    throw new SecretFileUnusable(path, error as NodeJS.ErrnoException);
  }
}

function makeFile(path: string, make: () => string): string {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeDurably(draft, `${make()}\n`);
    linkUnlessThere(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  syncDirectory(dirname(path));
  return readFileSync(path, 'utf8').trim();
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A hard link, because it is refused where the name is taken: the first of those who race wins. */
function linkUnlessThere(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

/** Makes the name durable too. Windows opens no directories, and needs none synced. */
function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
