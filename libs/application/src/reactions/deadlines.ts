import { setTimeout as delay } from 'node:timers/promises';
import type { ExpireDueVouchers } from './expire-due-vouchers.js';

/** Milliseconds between two looks for what is due. */
const INTERVAL = 1_000;

/** Expires what is due, until the signal. A failure is reported, and tried again at the next look. */
export async function keepDeadlines(
  deadlines: ExpireDueVouchers,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await deadlines.run(signal).catch(onError);
    await delay(INTERVAL, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
