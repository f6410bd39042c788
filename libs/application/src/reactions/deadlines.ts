import { setTimeout as delay } from 'node:timers/promises';
import { ProjectionNotReady } from '#read-models';
import type { ExpireDueVouchers } from './expire-due-vouchers.js';

/** Milliseconds between two looks for what is due. */
const INTERVAL = 1_000;

/**
 * Expires what is due, until the signal. A failure is reported, and tried again at the next look. Of several workers
 * on new read models, some look before the one that sets them up is done: for them nothing is due yet.
 */
export async function keepDeadlines(
  deadlines: ExpireDueVouchers,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await deadlines.run(signal).catch((error: unknown) => {
      if (!(error instanceof ProjectionNotReady)) onError(error);
    });
    await delay(INTERVAL, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
