import type { Waiting } from '#wiring';
import type { Context } from './context.js';
import { Interrupted } from './errors.js';
import { interruptible } from './interruptible.js';

/**
 * Opens stores. A server that is not there is waited for, and that is told; Ctrl-C or SIGTERM ends the wait.
 *
 * @throws Interrupted, and what `open` throws
 */
export function openOnceThere<Ports>(
  { stderr }: Pick<Context, 'stderr'>,
  open: (waiting: Waiting) => Promise<Ports>,
): Promise<Ports> {
  const tell = (reason: string) => stderr.write(`Waiting for a store. ${reason}\n`);
  return interruptible(async (signal) => {
    try {
      return await open({ tell, signal });
    } catch (error) {
      if (error !== signal.reason) throw error;
      throw new Interrupted('Interrupted while it waited for a store: nothing was done.');
    }
  });
}
