import { setTimeout as delay } from 'node:timers/promises';
import { backOff } from '#clock';

/** What stores on servers answer while these are away. */
const AWAY: ReadonlySet<unknown> = new Set(['STORE_UNAVAILABLE', 'READ_MODELS_UNAVAILABLE']);

/** How a start waits for servers. */
export interface Waiting {
  /** Told of every attempt that failed, in a sentence. */
  readonly tell: (reason: string) => void;
  /** Ends the wait. */
  readonly signal: AbortSignal;
}

/**
 * Does what a start cannot do without, as soon as the server that it needs is there, however long that takes.
 *
 * @throws the reason of the signal once that ends the wait
 */
export async function onceThere<Answer>(work: () => Promise<Answer>, waiting?: Waiting): Promise<Answer> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await unlessEnded(work(), waiting?.signal);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && AWAY.has(error.code))) throw error;
      waiting?.tell(error.message);
    }
    await unlessEnded(delay(backOff(failures)), waiting?.signal);
  }
}

/** What comes of the work, unless the wait is ended before: then the work is left to itself. */
function unlessEnded<Answer>(work: Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const end = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', end);
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', end);
    });
    if (signal.aborted) end();
  });
}
