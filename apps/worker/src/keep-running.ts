import { setTimeout as delay } from 'node:timers/promises';

/** Longest wait before a task is begun again, in milliseconds. */
const LONGEST_WAIT = 30_000;

/** Runs a task until the signal, and begins it again with growing waits when it fails. */
export async function keepRunning(
  task: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      await task(signal);
      return;
    } catch (error) {
      onError(error);
    }
    const wait = Math.min(LONGEST_WAIT, 100 * 2 ** failures) * (0.5 + Math.random() / 2);
    await delay(wait, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
