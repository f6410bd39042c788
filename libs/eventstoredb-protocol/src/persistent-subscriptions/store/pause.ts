import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST = 5_000;

/** Resolves after so many milliseconds, or as soon as the signal is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

/** Milliseconds to wait before the next attempt: doubling from 50 to 5,000, half of it at random. */
export function backOff(failures: number): number {
  const full = Math.min(LONGEST, 50 * 2 ** Math.min(failures, 10));
  return full / 2 + (Math.random() * full) / 2;
}
