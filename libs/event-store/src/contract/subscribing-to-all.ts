import type { AllBatch, EventStore, Position } from '../port/index.js';
import { countOf, eventsOf, idsOf, newCategory, newEvent, newEvents, pullUntil } from './fixtures.js';

export function describeSubscribingToAll(store: () => EventStore): void {
  describe('subscribing to all events', () => {
    /** Appends `count` events one by one, by several appenders side by side. */
    async function appendSideBySide(category: string, count: number, appenders: number): Promise<void> {
      await Promise.all(
        Array.from({ length: appenders }, async (_, appender) => {
          for (const event of newEvents(count / appenders)) {
            await store().append(`${category}-${appender}`, [event], 'any');
          }
        }),
      );
    }

    const caughtUp = (batches: readonly AllBatch[]) => batches.at(-1)?.caughtUp ?? false;
    const hasEvents = (count: number) => (batches: readonly AllBatch[]) => countOf(batches) >= count;

    it('delivers what is recorded, says that it has caught up, and goes on with what comes', async () => {
      const category = newCategory();
      const filter = { streamPrefixes: [category] };
      const after = await store().headPosition();
      await appendSideBySide(category, 30, 3);
      const seen: AllBatch[] = [];
      let live = false;
      for await (const batch of store().subscribeToAll({ after, filter, batchSize: 7 })) {
        seen.push(batch);
        if (batch.caughtUp && !live) {
          live = true;
          expect(eventsOf(seen)).toHaveLength(30);
          void appendSideBySide(category, 20, 2);
        }
        if (eventsOf(seen).length === 50) break;
      }
      const positions = eventsOf(seen).map(({ position }) => position);
      expect(new Set(positions).size).toBe(50);
      expect(positions).toEqual(positions.toSorted((a, b) => (a < b ? -1 : 1)));
      expect(Math.max(...seen.map(({ events }) => events.length))).toBeLessThanOrEqual(7);
    });

    it('skips and doubles nothing of what is written while it catches up', async () => {
      const category = newCategory();
      const after = await store().headPosition();
      const writing = appendSideBySide(category, 2_048, 32);
      const pull = (batchSize: number) =>
        pullUntil(
          store().subscribeToAll({ after, filter: { streamPrefixes: [category] }, batchSize }),
          hasEvents(2_048),
        );
      const pulls = await Promise.all([pull(1_000), pull(13), pull(500)]);
      await writing;
      for (const batches of pulls) {
        const events = eventsOf(batches);
        expect(events).toHaveLength(2_048);
        expect(new Set(idsOf(events)).size).toBe(2_048);
        const next = new Map<string, number>();
        let last = after;
        const misplaced = events.filter(({ stream, revision, position }) => {
          const isNext = revision === (next.get(stream) ?? 0) && position > last;
          next.set(stream, revision + 1);
          last = position;
          return !isNext;
        });
        expect(misplaced).toEqual([]);
      }
    });

    it('delivers each event by the checkpoint that covers it', async () => {
      const category = newCategory();
      const after = await store().headPosition();
      await appendSideBySide(category, 20, 2);
      let checkpoint = after;
      const batches = store().subscribeToAll({ after, filter: { streamPrefixes: [category] }, batchSize: 3 });
      for (const batch of await pullUntil(batches, caughtUp)) {
        for (const { position } of batch.events) {
          expect(position).toBeGreaterThan(checkpoint);
          expect(position).toBeLessThanOrEqual(batch.position);
        }
        expect(batch.position).toBeGreaterThanOrEqual(checkpoint);
        checkpoint = batch.position;
      }
    });

    it('goes on from a checkpoint', async () => {
      const category = newCategory();
      const filter = { streamPrefixes: [category] };
      const start = await store().headPosition();
      await appendSideBySide(category, 25, 5);
      const ids: string[] = [];
      let after: Position = start;
      while (ids.length < 25) {
        const batches = store().subscribeToAll({ after, filter, batchSize: 4 });
        const [batch] = await pullUntil(batches, hasEvents(1)).then((all) => all.slice(-1));
        ids.push(...idsOf(batch?.events ?? []));
        after = batch?.position ?? after;
      }
      expect(ids).toHaveLength(25);
      expect(new Set(ids).size).toBe(25);
    });

    it('says at once that it has caught up when there is nothing to deliver', async () => {
      const after = await store().headPosition();
      const filter = { streamPrefixes: [newCategory()] };
      const batches = await pullUntil(store().subscribeToAll({ after, filter }), caughtUp);
      expect(eventsOf(batches)).toEqual([]);
      expect(batches.at(-1)?.position).toBeGreaterThanOrEqual(after);
    });

    it('moves its checkpoint past events that its filter leaves out, recorded or to come', async () => {
      const after = await store().headPosition();
      const { position } = await store().append(`${newCategory()}-1`, newEvents(20), 'no_stream');
      const filter = { streamPrefixes: [newCategory()] };
      let late: Position | undefined;
      for await (const batch of store().subscribeToAll({ after, filter, batchSize: 5 })) {
        expect(batch.events).toEqual([]);
        if (late === undefined && batch.caughtUp) {
          expect(batch.position).toBeGreaterThanOrEqual(position);
          late = (await store().append(`${newCategory()}-1`, newEvents(1), 'no_stream')).position;
        }
        if (late !== undefined && batch.position >= late) break;
      }
    });

    it('keeps the types that its filter names', async () => {
      const category = newCategory();
      const after = await store().headPosition();
      for (const type of ['Kept', 'Other', 'Kept', 'AlsoKept', 'KeptNot']) {
        await store().append(`${category}-1`, [newEvent(type)], 'any');
      }
      const filter = { streamPrefixes: [category], eventTypes: ['Kept', 'AlsoKept'] };
      const batches = await pullUntil(store().subscribeToAll({ after, filter }), caughtUp);
      expect(eventsOf(batches).map(({ type }) => type)).toEqual(['Kept', 'Kept', 'AlsoKept']);
    });

    it('begins with the first event unless told otherwise', async () => {
      await store().append(`${newCategory()}-1`, newEvents(1), 'no_stream');
      const batches = await pullUntil(store().subscribeToAll({ batchSize: 1 }), hasEvents(1));
      let page = await store().readAll({ limit: 1 });
      // A page is empty where the store keeps something for itself.
      while (page.events.length === 0) page = await store().readAll({ after: page.position, limit: 1 });
      expect(eventsOf(batches)).toEqual(page.events);
    });

    it('finishes without an error when its signal aborts: before, while waiting, and between batches', async () => {
      const filter = { streamPrefixes: [newCategory()] };
      const after = await store().headPosition();
      const before = store().subscribeToAll({ after, filter, signal: AbortSignal.abort() });
      expect(await pullUntil(before, () => false)).toEqual([]);

      const waiting = new AbortController();
      const batches = store().subscribeToAll({ after, filter, signal: waiting.signal });
      const finished = await pullUntil(batches, (all) => {
        if (caughtUp(all))
          setImmediate(() => {
            waiting.abort();
          });
        return false;
      });
      expect(finished.at(-1)?.caughtUp).toBe(true);

      const between = new AbortController();
      const category = newCategory();
      await store().append(`${category}-1`, newEvents(10), 'no_stream');
      const few = store().subscribeToAll({
        after,
        filter: { streamPrefixes: [category] },
        batchSize: 2,
        signal: between.signal,
      });
      const pulled = await pullUntil(few, (all) => {
        if (hasEvents(4)(all)) between.abort();
        return false;
      });
      expect(eventsOf(pulled)).toHaveLength(4);
    });

    it('ends with the loop that is left by an error', async () => {
      const filter = { streamPrefixes: [newCategory()] };
      const after = await store().headPosition();
      const iterator = store().subscribeToAll({ after, filter })[Symbol.asyncIterator]();
      const failing = pullUntil({ [Symbol.asyncIterator]: () => iterator }, () => {
        throw new RangeError('handler failed');
      });
      await expect(failing).rejects.toThrow('handler failed');
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
    });
  });
}
