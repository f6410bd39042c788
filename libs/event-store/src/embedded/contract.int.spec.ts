import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEventStore } from '../contract/index.js';
import { openEmbeddedEventStore } from './index.js';

describeEventStore('embedded', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'second-shot-'));
  const store = await openEmbeddedEventStore({ directory });
  return {
    store,
    close: async () => {
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
});
