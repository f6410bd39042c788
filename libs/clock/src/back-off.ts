import { setTimeout as delay } from 'node:timers/promises';

const SHORTEST = 50;
const LONGEST = 5_000;

/** Milliseconds to wait after so many failures in a row: doubling from 50 to 5,000, half of it at random. */
export function backOff(failures: number): number {
  const full = Math.min(LONGEST, SHORTEST * 2 ** Math.min(failures, 10));
  return full / 2 + (Math.random() * full) / 2;
}

/** Resolves after so many milliseconds, or as soon as the signal is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
