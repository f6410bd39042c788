import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, RecordedEvent } from '#event-store';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { EventPages } from './event-pages.js';

describe('the events of a stream in pages', () => {
  let directory: string;
  let store: EventStore;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'second-shot-pages-'));
    store = await openEmbeddedEventStore({ directory });
  });
  afterAll(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });

  const append = async (stream: string, count: number) => {
    const events = Array.from({ length: count }, () => {
      return { id: randomUUID(), type: 'Counted', data: {}, metadata: {} };
    });
    await store.append(stream, events, 'any');
  };

  const gathered = async (pages: EventPages) => {
    const found: (readonly RecordedEvent[])[] = [];
    for await (const page of pages) found.push(page);
    return found;
  };

  it.each([
    [99, true, [99]],
    [100, false, [100]],
    [101, false, [100, 1]],
    [350, false, [100, 100, 100, 50]],
  ])('are all of %d, as often as they are gone through', async (count, isOne, lengths) => {
    const stream = `whole-${count}`;
    await append(stream, count);
    const pages = await EventPages.open(store, stream);
    expect(pages.isOne).toBe(isOne);
    for (let time = 0; time < 2; time += 1) {
      const found = await gathered(pages);
      expect(found.map(({ length }) => length)).toEqual(lengths);
      expect(found.flat()).toEqual(await store.readStream(stream));
    }
  });

  it('are none where nothing is recorded', async () => {
    const pages = await EventPages.open(store, 'nothing');
    expect([pages.isOne, await gathered(pages)]).toEqual([true, []]);
  });

  it('let other work have its turn before each but the first', async () => {
    await append('long', 1_000);
    let turns = 0;
    let next = setImmediate(function turn() {
      turns += 1;
      next = setImmediate(turn);
    });
    const turnsBefore: number[] = [];
    for await (const _page of await EventPages.open(store, 'long')) turnsBefore.push(turns);
    clearImmediate(next);
    expect(turnsBefore).toHaveLength(10);
    expect(new Set(turnsBefore).size).toBe(10);
  });
});
