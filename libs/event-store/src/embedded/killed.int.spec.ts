import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { readToEnd } from '../contract/fixtures.js';
import { startScript } from './specs/child-process.js';
import { useTemporaryStores } from './specs/temporary-store.js';

const ROUNDS = 4;
const stores = useTemporaryStores();

/** Without a last line that the kill cut off. */
function acknowledged(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}

describe('an embedded store whose process is killed under load', () => {
  it(`has everything that was acknowledged, at its place and once, after each of ${ROUNDS} kills`, async () => {
    let before = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const file = stores.path(`acknowledged-${round}`);
      const child = startScript('append-under-load', stores.path(), file);
      while (acknowledged(file).length < 200 * round) await setTimeout(1);
      await child.kill();

      const store = await stores.open();
      const events = await readToEnd(store, { limit: 10_000 });
      await store.close();
      expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => BigInt(index + 1)));
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      const stored = new Set(
        events.map(({ stream, revision, position, id }) => `${stream} ${revision} ${position} ${id}`),
      );
      expect(acknowledged(file).filter((line) => !stored.has(line))).toEqual([]);
      expect(events.length).toBeGreaterThanOrEqual(before + 200 * round);
      before = events.length;
    }
  }, 60_000);
});
