import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, NewEvent } from '#event-store';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { StreamHistories } from './stream-histories.js';
import type { StreamReader } from './stream-history.js';

/** Counts events, and has seen their ids. */
const counting = {
  initial: { events: 0, ids: [] as readonly string[] },
  evolve: (state: { events: number; ids: readonly string[] }, event: object) => ({
    events: state.events + 1,
    ids: [...state.ids, (event as NewEvent).id],
  }),
};

function counted(): NewEvent {
  const id = randomUUID();
  return { id, type: 'Counted', data: {}, metadata: { schemaVersion: 1, hash: `hash of ${id}` } };
}

const idsOf = (events: readonly Pick<NewEvent, 'id'>[]) => events.map(({ id }) => id);

describe('histories of streams', () => {
  let directory: string;
  let store: EventStore;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'second-shot-histories-'));
    store = await openEmbeddedEventStore({ directory });
  });
  afterAll(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });

  const append = async (stream: string, count: number) => {
    const events = Array.from({ length: count }, counted);
    await store.append(stream, events, 'any');
    return idsOf(events);
  };

  /** The store, and from which revisions it was asked to read. */
  const watched = () => {
    const asked: number[] = [];
    const reader: StreamReader = {
      readStream: (stream, options) => {
        asked.push(options?.from ?? 0);
        return store.readStream(stream, options);
      },
    };
    return { reader, asked };
  };

  it('are empty where nothing was recorded, and do not stay so', async () => {
    const histories = new StreamHistories(store);
    const before = await histories.load('fresh', counting);
    expect(before).toMatchObject({ events: [], state: { events: 0 }, revision: -1, lastHash: null });
    const [id] = await append('fresh', 1);
    const after = await histories.load('fresh', counting);
    expect(after).toMatchObject({ state: { events: 1 }, revision: 0, lastHash: `hash of ${String(id)}` });
  });

  it('show what others appended meanwhile, and ask the store for that alone', async () => {
    const { reader, asked } = watched();
    const histories = new StreamHistories(reader);
    const ids = await append('shared', 3);
    await histories.load('shared', counting);
    ids.push(...(await append('shared', 2)));
    const { state, revision, events } = await histories.load('shared', counting);
    expect({ state, revision }).toEqual({ state: { events: 5, ids }, revision: 4 });
    expect(idsOf(events)).toEqual(ids);
    expect(asked).toEqual([0, 3]);
    expect(await new StreamHistories(store).load('shared', counting)).toEqual(
      await histories.load('shared', counting),
    );
  });

  it('go on with what this process has appended as if it were read', async () => {
    const { reader, asked } = watched();
    const histories = new StreamHistories(reader);
    await append('own', 2);
    const before = await histories.load('own', counting);
    const { revision, position } = await store.append('own', [counted(), counted()], 1);
    const appended = (await store.readStream('own', { from: 2 })).map((event) => ({ ...event, position }));
    histories.appended(before, appended, counting);
    const stored = await new StreamHistories(store).load('own', counting);
    const { events, ...kept } = histories.kept('own') ?? { events: [] };
    expect({ ...kept, events: idsOf(events) }).toEqual({ ...stored, events: idsOf(stored.events), revision });
    expect(events.at(-1)?.position).toBe(stored.events.at(-1)?.position);
    expect(await histories.load('own', counting)).toBe(histories.kept('own'));
    expect(asked).toEqual([0, 4]);
  });

  it('are not replaced by those that know less', async () => {
    const histories = new StreamHistories(store);
    await append('known', 1);
    const early = await histories.load('known', counting);
    await append('known', 2);
    await histories.load('known', counting);
    histories.appended(early, await store.readStream('known', { from: 1, limit: 1 }), counting);
    expect(histories.kept('known')).toMatchObject({ revision: 2, state: { events: 3 } });
  });

  it('begin anew when they are forgotten', async () => {
    const { reader, asked } = watched();
    const histories = new StreamHistories(reader);
    await append('forgotten', 2);
    await histories.load('forgotten', counting);
    histories.forget('forgotten');
    await histories.load('forgotten', counting);
    expect(asked).toEqual([0, 0]);
  });

  it('of more events than a page are whole', async () => {
    const histories = new StreamHistories(store);
    for (let batch = 0; batch < 5; batch += 1) await append('long', 500);
    for (let time = 0; time < 2; time += 1) {
      const { state, revision } = await histories.load('long', counting);
      expect({ events: state.events, revision }).toEqual({ events: 2_500, revision: 2_499 });
    }
  });

  it('are kept of a stream that is longer than all others together', async () => {
    const { reader, asked } = watched();
    const histories = new StreamHistories(reader);
    for (let batch = 0; batch < 21; batch += 1) await append('huge', 1_000);
    const lengths = { initial: 0, evolve: (length: number) => length + 1 };
    await histories.load('huge', lengths);
    asked.splice(0);
    await append('huge', 1);
    expect(await histories.load('huge', lengths)).toMatchObject({ state: 21_001, revision: 21_000 });
    expect(asked).toEqual([21_000]);
  });
});
