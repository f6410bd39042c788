import { setTimeout as delay } from 'node:timers/promises';
import { backOff } from '#clock';

/** What stores on servers answer while these are away. */
const AWAY: ReadonlySet<unknown> = new Set(['STORE_UNAVAILABLE', 'READ_MODELS_UNAVAILABLE']);

/** Told of every attempt that failed; the reason is a sentence. */
export type Waiting = (reason: string) => void;

/** Does what a start cannot do without, as soon as the server that it needs is there, however long that takes. */
export async function onceThere<Answer>(work: () => Promise<Answer>, waiting?: Waiting): Promise<Answer> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && AWAY.has(error.code))) throw error;
      waiting?.(error.message);
    }
    await delay(backOff(failures));
  }
}
