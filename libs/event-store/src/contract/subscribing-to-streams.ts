import type { EventStore, StreamBatch } from '../port/index.js';
import { countOf, eventsOf, newEvents, newStream, pullUntil } from './fixtures.js';

export function describeSubscribingToStreams(store: () => EventStore): void {
  describe('subscribing to a stream', () => {
    const caughtUp = (batches: readonly StreamBatch[]) => batches.at(-1)?.caughtUp ?? false;
    const hasEvents = (count: number) => (batches: readonly StreamBatch[]) => countOf(batches) >= count;
    const revisionsOf = (batches: readonly StreamBatch[]) =>
      eventsOf(batches).map(({ revision }) => revision);
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

    it('delivers what is recorded, says that it has caught up, and goes on with what comes', async () => {
      const stream = newStream();
      await store().append(stream, newEvents(10), 'no_stream');
      const seen: StreamBatch[] = [];
      let live = false;
      for await (const batch of store().subscribeToStream(stream, { batchSize: 5 })) {
        seen.push(batch);
        expect(batch.revision).toBe(eventsOf(seen).length - 1);
        expect(batch.events.length).toBeLessThanOrEqual(5);
        if (batch.caughtUp && !live) {
          live = true;
          expect(eventsOf(seen)).toHaveLength(10);
          await store().append(newStream(), newEvents(3), 'no_stream');
          await store().append(stream, newEvents(3), 9);
        }
        if (eventsOf(seen).length === 13) break;
      }
      expect(revisionsOf(seen)).toEqual(upTo(13));
    });

    it('waits for a stream that does not exist yet', async () => {
      const stream = newStream();
      const batches = pullUntil(store().subscribeToStream(stream), (all) => {
        if (all.length === 1) {
          expect(all).toEqual([{ events: [], revision: -1, caughtUp: true }]);
          void store().append(stream, newEvents(2), 'no_stream');
        }
        return hasEvents(2)(all);
      });
      expect(revisionsOf(await batches)).toEqual([0, 1]);
    });

    it('goes on behind a revision', async () => {
      const stream = newStream();
      await store().append(stream, newEvents(10), 'no_stream');
      const batches = await pullUntil(store().subscribeToStream(stream, { after: 6 }), caughtUp);
      expect(revisionsOf(batches)).toEqual([7, 8, 9]);
      const none = await pullUntil(store().subscribeToStream(stream, { after: 9 }), caughtUp);
      expect(none).toEqual([{ events: [], revision: 9, caughtUp: true }]);
    });

    it('skips and doubles nothing of what is written while it catches up', async () => {
      const stream = newStream();
      const writing = Promise.all(newEvents(500).map((event) => store().append(stream, [event], 'any')));
      const batches = await pullUntil(store().subscribeToStream(stream, { batchSize: 7 }), hasEvents(500));
      await writing;
      expect(revisionsOf(batches)).toEqual(upTo(500));
    });

    it('finishes without an error when its signal aborts', async () => {
      const abort = new AbortController();
      const batches = await pullUntil(
        store().subscribeToStream(newStream(), { signal: abort.signal }),
        () => {
          setImmediate(() => {
            abort.abort();
          });
          return false;
        },
      );
      expect(batches).toHaveLength(1);
    });
  });
}
