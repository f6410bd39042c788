import { Notice } from '../notice.js';

/** Resolves after so many milliseconds, or as soon as the signal is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Notice().wait(signal, milliseconds);
}

const LONGEST = 5_000;

/** Milliseconds to wait before the next attempt: doubling from 50 to 5,000, half of it at random. */
export function backOff(failures: number): number {
  const full = Math.min(LONGEST, 50 * 2 ** Math.min(failures, 10));
  return full / 2 + (Math.random() * full) / 2;
}
