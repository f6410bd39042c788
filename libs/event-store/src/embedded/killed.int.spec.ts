import { readToEnd } from '../contract/fixtures.js';
import { startScript } from './specs/child-process.js';
import { useTemporaryStores } from './specs/temporary-store.js';

const ROUNDS = 4;
const stores = useTemporaryStores();

describe('an embedded store whose process is killed under load', () => {
  it(`has everything that was acknowledged, at its place and once, after each of ${ROUNDS} kills`, async () => {
    const acknowledged: string[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const child = startScript('append-under-load', stores.path());
      const enough = acknowledged.length + 200 * round;
      while (acknowledged.length < enough) acknowledged.push((await child.nextLine()) ?? '');
      const killed = child.kill();
      // What was acknowledged before the kill took effect counts as well.
      for (let line = await child.nextLine(); line !== undefined; line = await child.nextLine()) {
        acknowledged.push(line);
      }
      await killed;

      const store = await stores.open();
      const events = await readToEnd(store, { limit: 10_000 });
      await store.close();
      expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => BigInt(index + 1)));
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      const stored = new Set(
        events.map(({ stream, revision, position, id }) => `${stream} ${revision} ${position} ${id}`),
      );
      expect(acknowledged.filter((line) => !stored.has(line))).toEqual([]);
    }
  }, 60_000);
});
