import type { EmbeddedLog, LogAllOptions, LogEvent, LogFilter } from '../index.js';
import { foreignEvent, foreignEvents } from '../specs/log-events.js';
import { useTemporaryStores } from '../specs/temporary-store.js';

const stores = useTemporaryStores();

async function readToEnd(log: EmbeddedLog, options: LogAllOptions): Promise<readonly LogEvent[]> {
  const events: LogEvent[] = [];
  let page = await log.readAll(options);
  events.push(...page.events);
  while (!page.end) {
    page = await log.readAll({ ...options, after: page.position });
    events.push(...page.events);
  }
  return events;
}

describe('reading the log', () => {
  it.each([
    ['forwards', [1n, 2n, 3n, 4n, 5n, 6n, 7n]],
    ['backwards', [7n, 6n, 5n, 4n, 3n, 2n, 1n]],
  ] as const)('goes %s in pages', async (direction, positions) => {
    const { log } = await stores.open();
    await log.append('s', foreignEvents(7), 'any');
    const read = await readToEnd(log, { direction, limit: 3 });
    expect(read.map(({ position }) => position)).toEqual(positions);
  });

  it.each([
    ['stream', 'a-'],
    ['type', 'Apple'],
  ] as const)('asks the filter on %s', async (on, wanted) => {
    const { log } = await stores.open();
    await log.append('a-1', foreignEvents(2, 'Apple'), 'any');
    await log.append('b-1', foreignEvents(2, 'Pear'), 'any');
    await log.append('a-2', foreignEvents(1, 'Apple'), 'any');
    const filter: LogFilter = { on, passes: (name) => name.startsWith(wanted) };
    const read = await readToEnd(log, { limit: 2, filter });
    expect(read.map(({ position }) => position)).toEqual([1n, 2n, 5n]);
    const nothing: LogFilter = { on, passes: () => false };
    expect(await log.readAll({ limit: 2, filter: nothing })).toEqual({ events: [], position: 5n, end: true });
  });

  it('looks at a window at a time where the filter lets nothing pass', async () => {
    const { log } = await stores.open();
    for (let round = 0; round < 12; round += 1) await log.append('s', foreignEvents(1_000), 'any');
    const filter: LogFilter = { on: 'type', passes: () => false };
    const page = await log.readAll({ limit: 10, filter });
    expect(page).toMatchObject({ events: [], end: false });
    expect(page.position).toBeLessThan(12_000n);
    expect(await readToEnd(log, { limit: 10, filter })).toEqual([]);
  });

  it('answers a stream from a revision, in both directions', async () => {
    const { log } = await stores.open();
    await log.append('s', foreignEvents(5), 'any');
    const read = async (direction: 'forwards' | 'backwards', from: number, limit: number) => {
      const page = await log.readStream('s', { direction, from, limit });
      return [page.events.map(({ revision }) => revision), page.end];
    };
    expect(await read('forwards', 3, 10)).toEqual([[3, 4], true]);
    expect(await read('forwards', 1, 2)).toEqual([[1, 2], false]);
    expect(await read('forwards', 9, 2)).toEqual([[], true]);
    expect(await read('backwards', 1, 10)).toEqual([[1, 0], true]);
    expect(await read('backwards', 99, 2)).toEqual([[4, 3], false]);
  });
});

describe('subscribing to the log', () => {
  it('brings what is there and what comes, and moves on where nothing passes', async () => {
    const { log } = await stores.open();
    await log.append('s', foreignEvents(2, 'Apple'), 'any');
    const filter: LogFilter = { on: 'type', passes: (type) => type === 'Apple' };
    const seen: unknown[] = [];
    for await (const { events, position, caughtUp } of log.subscribeToAll({ filter })) {
      seen.push([events.length, position, caughtUp]);
      if (seen.length === 1) await log.append('s', foreignEvents(3, 'Pear'), 'any');
      if (seen.length === 2) await log.append('s', foreignEvents(1, 'Apple'), 'any');
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([
      [2, 2n, true],
      [0, 5n, true],
      [1, 6n, true],
    ]);
  });

  it('ends quietly when the store is closed', async () => {
    const store = await stores.open();
    for await (const { caughtUp } of store.log.subscribeToStream('s')) {
      expect(caughtUp).toBe(true);
      await store.close();
    }
    await expect(store.log.readAll({ limit: 1 })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});

describe('reading large events', () => {
  it('answers pages of fewer, and all of them', async () => {
    const { log } = await stores.open();
    const data = new Uint8Array(1_000_000);
    for (let count = 0; count < 9; count += 1)
      await log.append('s', [foreignEvent({ isJson: false, data })], 'any');
    const page = await log.readAll({ limit: 100 });
    expect(page.events.length).toBeLessThan(9);
    expect(page.end).toBe(false);
    const positions = (await readToEnd(log, { limit: 100 })).map(({ position }) => Number(position));
    expect(positions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const first = await log.readStream('s', { limit: 100 });
    const rest = await log.readStream('s', { limit: 100, from: first.events.length });
    expect(first.end).toBe(false);
    expect(rest.events[0]?.revision).toBe(first.events.length);
  });
});
