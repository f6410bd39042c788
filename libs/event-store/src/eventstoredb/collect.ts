import type { StreamingRead } from '@eventstore/db-client';
import { NoAnswer } from './failures.js';

/**
 * All that a read answers; it is to be one with a `maxCount`.
 *
 * @param silence milliseconds after which a server that sends nothing is given up
 * @throws NoAnswer, and the client's errors
 */
export async function collect<Resolved>(read: StreamingRead<Resolved>, silence: number): Promise<Resolved[]> {
  // What the client emits after the loop is left would end the process.
  read.on('error', () => undefined);
  const timer = setTimeout(() => {
    read.destroy(new NoAnswer(silence));
  }, silence);
  const answered: Resolved[] = [];
  try {
    for await (const resolved of read as AsyncIterable<Resolved>) {
      answered.push(resolved);
      timer.refresh();
    }
    return answered;
  } finally {
    clearTimeout(timer);
    // Leaving the loop does not end the call.
    if (!read.readableEnded) void read.cancel().catch(() => undefined);
  }
}
