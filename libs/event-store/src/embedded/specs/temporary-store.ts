import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEventStore } from '../embedded-event-store.js';

/** Stores in a directory of their own, closed and removed after each test. */
export function useTemporaryStores() {
  let directory = '';
  const opened: EmbeddedEventStore[] = [];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
  });
  const remove = async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    rmSync(directory, { recursive: true, force: true });
  };
  afterEach(remove);
  return {
    /** Closes all that is open, and removes the directory; the next one opened makes it anew. */
    remove,
    path: (...names: readonly string[]) => join(directory, ...names),
    open: async (program = new URL('../writing/append-program.js', import.meta.url)) => {
      const store = await EmbeddedEventStore.open(directory, program);
      opened.push(store);
      return store;
    },
  };
}
