import { describeEventStore } from '../contract/index.js';
import { MemoryEventStore } from './index.js';

describeEventStore('in memory', async () => {
  const store = new MemoryEventStore();
  return { store, close: () => store.close() };
});
