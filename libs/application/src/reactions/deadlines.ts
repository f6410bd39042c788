import { backOff, pause } from '#clock';
import { type FailureListener, Failures, ProjectionNotReady } from '#read-models';

/** Milliseconds between two looks for what is due. */
const INTERVAL = 1_000;

/** `ExpireDueVouchers`. */
interface Deadlines {
  run(signal: AbortSignal): Promise<void>;
}

/**
 * Expires what is due, until the signal. After a failure the looks become rarer, and a failure is told of once while
 * it stays the same. Of several workers on new read models, some look before the one that sets them up is done: for
 * them nothing is due yet.
 */
export async function keepDeadlines(
  deadlines: Deadlines,
  signal: AbortSignal,
  onFailure: FailureListener,
  interval = INTERVAL,
): Promise<void> {
  const failures = new Failures(onFailure, Date.now);
  let failed = 0;
  while (!signal.aborted) {
    const isDone = await failures.attempt('A look at the deadlines', () => look(deadlines, signal));
    failed = isDone ? 0 : failed + 1;
    await pause(isDone ? interval : Math.max(interval, backOff(failed)), signal);
  }
}

async function look(deadlines: Deadlines, signal: AbortSignal): Promise<void> {
  try {
    await deadlines.run(signal);
  } catch (error) {
    if (!(error instanceof ProjectionNotReady)) throw error;
  }
}
