import { inspect } from 'node:util';
import { newEvents } from '../../contract/fixtures.js';
import { openEventStoreDb } from '../index.js';

/** Prints whatever errors a store gives whose connection string, its first argument, leads nowhere. */
function print(error: unknown): void {
  console.log(inspect(error, { depth: 20, showHidden: true }));
}

try {
  const store = openEventStoreDb({ connectionString: process.argv[2] ?? '' });
  await store.append('somewhere-1', newEvents(1), 'any').catch(print);
  await store.headPosition().catch(print);
  await store.close();
} catch (error) {
  print(error);
}
