import { setTimeout as delay } from 'node:timers/promises';
import type { ExpireDueVouchers } from './expire-due-vouchers.js';

/** How often it is looked for what is due, in milliseconds. */
const INTERVAL = 1_000;

/** Keeps deadlines until the signal. A failure is told and tried again at the next look. */
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
