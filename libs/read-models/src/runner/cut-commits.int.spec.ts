import { MemoryEventStore } from '#event-store/testing';
import { openEmbeddedDocumentStore } from '../embedded/index.js';
import { type DocumentStore, ReadModelsUnavailable } from '../port/index.js';
import { overriding } from '../testing/overriding.js';
import { plainFold, storedFold } from '../testing/plain-fold.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { appendAll, parcels, readWhole, senders, toyEvent } from '../testing/toys.js';
import { ReadModels } from '../queries/read-models.js';
import { ProjectionRunner } from './runner.js';

const PATIENCE = 10_000;
const PROJECTIONS = [parcels, senders] as const;

/** A store without transactions whose process dies in the middle of a commit: nothing is kept after that. */
class DyingStore {
  readonly died: Promise<void>;
  /** Changes in the commit that was cut off. */
  changes = 0;
  #dead = false;
  #die: () => void = () => undefined;

  /** @param survive how many changes of the commit are kept; never the checkpoint */
  constructor(
    private readonly store: DocumentStore,
    private readonly collection: string,
    private readonly survive: number,
  ) {
    this.died = new Promise((resolve) => (this.#die = resolve));
  }

  /** The port, over this store. */
  port(): DocumentStore {
    return overriding(this.store, { commit: (...commit) => this.#commit(...commit) });
  }

  async #commit(...commit: Parameters<DocumentStore['commit']>): Promise<void> {
    const [changes, checkpoints] = commit;
    if (this.#dead) throw new ReadModelsUnavailable('The process is gone.');
    if (checkpoints?.[0]?.projection !== this.collection || changes.length === 0) {
      return this.store.commit(...commit);
    }
    this.#dead = true;
    this.changes = changes.length;
    await this.store.commit(changes.slice(0, this.survive));
    this.#die();
    throw new ReadModelsUnavailable('The process is gone.');
  }
}

describe.each(PROJECTIONS)('a commit of $name that is cut off', (projection) => {
  it('is completed by the next start, wherever it was cut, also when more events have come', async () => {
    let changes = Number.POSITIVE_INFINITY;
    for (let survive = 0; survive <= changes; survive += 1) changes = await cutOffAfter(survive);
    expect(changes).toBeGreaterThan(5);
  });

  /** @returns how many changes the commit had */
  async function cutOffAfter(survive: number): Promise<number> {
    const directory = await temporaryDirectory();
    const store = await openEmbeddedDocumentStore({ directory: directory.path });
    const events = new MemoryEventStore();
    try {
      await record(events, 0, 40);
      const dying = new DyingStore(store, `${projection.name}-v1-1`, survive);
      await running(events, dying.port(), () => dying.died);
      await record(events, 40, 60);
      await running(events, store, async () => {
        await new ReadModels(store).waitFor(await events.headPosition(), PATIENCE, [projection.name]);
      });
      expect({ survive, ...(await storedFold(store, projection)) }).toEqual({
        survive,
        ...plainFold(projection, await readWhole(events)),
      });
      return dying.changes;
    } finally {
      await events.close();
      await store.close();
      await directory.remove();
    }
  }

  async function running(
    events: MemoryEventStore,
    store: DocumentStore,
    until: () => Promise<void>,
  ): Promise<void> {
    const runner = new ProjectionRunner({ events, store, projections: [projection] });
    await runner.start();
    try {
      await until();
    } finally {
      await runner.stop();
    }
  }
});

const TYPES = ['ParcelSent', 'ParcelMoved', 'ParcelWeighed', 'ParcelDelivered', 'ParcelMoved'] as const;
const PLACES = ['oslo', 'rome', 'lima'] as const;
const SENDERS = ['ada', 'bob', 'cyd'] as const;

async function record(events: MemoryEventStore, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    const type = TYPES[index % TYPES.length] ?? 'ParcelSent';
    const data = {
      sender: SENDERS[index % SENDERS.length] ?? '',
      to: PLACES[index % PLACES.length] ?? '',
      kilos: 1 + (index % 9),
    };
    await appendAll(events, [[`parcel-${index % 4}`, toyEvent(type, data)]]);
  }
}
