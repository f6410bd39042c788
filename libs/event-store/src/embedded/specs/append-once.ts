import { randomUUID } from 'node:crypto';
import { openEmbeddedEventStore } from '../index.js';

/** Appends one event for each line of its standard input, and prints its position; or the code why it cannot open. */
try {
  const store = await openEmbeddedEventStore({ directory: process.argv[2] ?? '' });
  process.stdout.write('open\n');
  process.stdin.setEncoding('utf8');
  for await (const lines of process.stdin) {
    for (let index = 0; index < String(lines).split('\n').length - 1; index += 1) {
      const event = { id: randomUUID(), type: 'Appended', data: { index }, metadata: {} };
      const { position } = await store.append('elsewhere-1', [event], 'any');
      process.stdout.write(`${position}\n`);
    }
  }
  await store.close();
} catch (error) {
  process.stdout.write(`${(error as { code?: string }).code ?? String(error)}\n`);
}
