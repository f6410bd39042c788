import { MemoryEventStore } from '#event-store/testing';
import { databaseOfOwn, describeOnMongo } from '#mongodb/testing';
import { generationOf } from '../names.js';
import { FencedOff, type DocumentStore } from '../port/index.js';
import type { Projection } from '../projection.js';
import { CONTROL_COLLECTION, saveGenerations } from '../queries/generations.js';
import { Follower } from '../runner/follower.js';
import { Share } from '../runner/partitions/share.js';
import { SharedLog } from '../runner/log/shared-log.js';
import { Foldings } from '../runner/foldings.js';
import { overriding } from '../testing/overriding.js';
import { plainFold, storedFold } from '../testing/plain-fold.js';
import { appendAll, type Parcel, parcels, readWhole, senders, toyEvent } from '../testing/toys.js';
import { openMongoDocumentStore } from './index.js';

type Commit = DocumentStore['commit'];

const PARTITIONS = 3;
const poisoned: Projection<Parcel> = {
  ...parcels,
  evolve: (body, event, id) => {
    if (event.type === 'ParcelWeighed' && id === 'parcel-1') throw new Error('No scales here.');
    return parcels.evolve(body, event, id);
  },
};

/** A store whose process is frozen in the middle of a commit: what was not sent yet is sent when it goes on. */
class FreezingStore {
  readonly frozen: Promise<void>;
  /** What has become of the commit in the end. */
  readonly outcome: Promise<unknown>;
  changes = 0;
  thaw: () => void = () => undefined;
  #freeze: () => void = () => undefined;
  #settle: (outcome: unknown) => void = () => undefined;
  #began = false;

  /** @param sent how many changes of the commit were sent before */
  constructor(
    private readonly store: DocumentStore,
    private readonly beginsAt: bigint,
    private readonly sent: number,
  ) {
    this.frozen = new Promise((resolve) => (this.#freeze = resolve));
    this.outcome = new Promise((resolve) => (this.#settle = resolve));
  }

  port(): DocumentStore {
    return overriding(this.store, { commit: (...commit) => this.#commit(...commit) });
  }

  async #commit(...[changes, checkpoints = [], token]: Parameters<Commit>): Promise<void> {
    const position = checkpoints[0]?.position ?? 0n;
    if (this.#began || changes.length === 0 || position < this.beginsAt) {
      return this.store.commit(changes, checkpoints, token);
    }
    this.#began = true;
    this.changes = changes.length;
    try {
      // One by one and without its checkpoints, a commit is what MongoDB has received of it when it has begun.
      for (const change of changes.slice(0, this.sent)) await this.store.commit([change], [], token);
      this.#freeze();
      await new Promise<void>((resolve) => (this.thaw = resolve));
      for (const change of changes.slice(this.sent)) await this.store.commit([change], [], token);
      await this.store.commit([], checkpoints, token);
      this.#settle(undefined);
    } catch (error) {
      this.#settle(error);
      throw error;
    }
  }
}

describeOnMongo('An owner that is frozen in the middle of a commit', () => {
  const database = databaseOfOwn();
  const store = openMongoDocumentStore({ url: database.url });
  let number = 0;
  beforeAll(() => store.ensureCollection(CONTROL_COLLECTION));
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  it.each([
    ['parcels', parcels, parcels, 'long after'],
    ['parcels', parcels, parcels, 'while'],
    ['senders', senders, senders, 'while'],
    ['parked parcels', poisoned, parcels, 'long after'],
  ] as const)(
    'changes nothing of %s when it wakes, wherever it was: %#',
    async (_, before, after, when) => {
      let changes = Number.POSITIVE_INFINITY;
      for (let sent = 0; sent <= changes; sent += 1) {
        changes = await frozenAfter(sent, before, after, when === 'while');
      }
      expect(changes).toBeGreaterThan(2);
    },
    120_000,
  );

  /** @returns how many changes the commit had */
  async function frozenAfter(
    sent: number,
    before: Projection,
    after: Projection,
    wakesEarly: boolean,
  ): Promise<number> {
    const events = new MemoryEventStore();
    const { name: projection, version } = before;
    const serving = generationOf(projection, version, (number += 1), PARTITIONS);
    const generations = { projection, serving, filling: null, retired: [], newest: number } as const;
    const saved = { revision: BigInt(number), generations: { kind: 'generations', ...generations } } as const;
    await saveGenerations(store, saved, 0n);
    await record(events, 0, 12);
    const freezing = new FreezingStore(store, 20n, sent);
    const old = follow(before, serving, 1n, freezing.port(), events);
    await old.until(12n);
    await record(events, 12, 24);
    await freezing.frozen;
    if (wakesEarly) freezing.thaw();
    const successor = follow(after, serving, 2n, store, events);
    await record(events, 24, 30);
    await successor.until(30n);
    await successor.follower.replay();
    freezing.thaw();
    const outcome = await freezing.outcome;
    if (outcome !== undefined) expect(outcome).toBeInstanceOf(FencedOff);
    await old.stop();
    await record(events, 30, 40);
    await successor.until(40n);
    await successor.stop();
    expect({ sent, ...(await storedFold(store, after)) }).toEqual({
      sent,
      ...plainFold(after, await readWhole(events)),
    });
    await events.close();
    return freezing.changes;
  }

  function follow(
    projection: Projection,
    generation: ReturnType<typeof generationOf>,
    token: bigint,
    port: DocumentStore,
    events: MemoryEventStore,
  ) {
    const ends = new AbortController();
    let moved: () => void = () => undefined;
    const foldings = new Foldings();
    const context = {
      events,
      log: new SharedLog(events, {}, foldings),
      store: port,
      upcast: <Event>(event: Event) => event,
      foldings,
      wake: () => undefined,
      now: Date.now,
      poisonRetries: [],
    };
    const share = new Share([0, 1, 2], PARTITIONS, token);
    const follower = new Follower(projection, generation, share, context, () => {
      moved();
    });
    const ended = follower.run(ends.signal);
    return {
      follower,
      async until(position: bigint) {
        while (follower.position < position) await new Promise<void>((resolve) => (moved = resolve));
      },
      stop() {
        ends.abort();
        return ended;
      },
    };
  }
});

async function record(events: MemoryEventStore, from: number, to: number): Promise<void> {
  const types = ['ParcelSent', 'ParcelMoved', 'ParcelWeighed', 'ParcelDelivered', 'ParcelMoved'] as const;
  for (let index = from; index < to; index += 1) {
    const data = { sender: `s${index % 3}`, to: `t${index % 2}`, kilos: 1 + (index % 9) };
    await appendAll(events, [[`parcel-${index % 4}`, toyEvent(types[index % 5] ?? '', data)]]);
  }
}
