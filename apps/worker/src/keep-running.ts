import { backOff, pause } from '#clock';

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
    await pause(backOff(failures), signal);
  }
}
