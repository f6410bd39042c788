import type { Closable } from './ports.js';

/**
 * Closes each, one after the other, also where one before it could not be closed.
 *
 * @throws what the first of them threw that could not be closed, once all are dealt with
 */
export async function closeAll(closables: Iterable<Closable | undefined>): Promise<void> {
  const failures: unknown[] = [];
  for (const one of closables) {
    try {
      await one?.close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Closes them since something else has failed, whose error is the one to tell. */
export async function closeAfterFailure(closables: Iterable<Closable | undefined>): Promise<void> {
  await closeAll(closables).catch(() => undefined);
}
