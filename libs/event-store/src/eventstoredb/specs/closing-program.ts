import { newEvents } from '../../contract/fixtures.js';
import { openEventStoreDb } from '../index.js';

/** Appends, subscribes and closes; then nothing is left that would keep the process alive. */
const store = openEventStoreDb({ connectionString: process.argv[2] ?? '' });
await store.append('closing-1', newEvents(1), 'any');
for await (const { caughtUp } of store.subscribeToAll()) if (caughtUp) void store.close();
