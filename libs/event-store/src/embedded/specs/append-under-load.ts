import { randomUUID } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { openEmbeddedEventStore } from '../index.js';

/**
 * Appends to the store in the directory of its first argument, 64 at a time, until it is killed. Each append that
 * was acknowledged is one line in the file of the second argument, written before the next begins:
 * `stream revision position id`. A file, because what is written to one outlives the process at once.
 */
const [, , directory = '', acknowledgements = ''] = process.argv;
const store = await openEmbeddedEventStore({ directory });
const file = openSync(acknowledgements, 'a');

async function appendForEver(): Promise<never> {
  for (;;) {
    const stream = `load-${randomUUID()}`;
    for (let expected = -1; expected < 7; expected += 1) {
      const event = { id: randomUUID(), type: 'Loaded', data: { expected }, metadata: {} };
      const { revision, position } = await store.append(
        stream,
        [event],
        expected === -1 ? 'no_stream' : expected,
      );
      writeSync(file, `${stream} ${revision} ${position} ${event.id}\n`);
    }
  }
}

await Promise.all(Array.from({ length: 64 }, appendForEver));
