import type { EventStore, Position } from '#event-store';
import { type DocumentStore, programmeRunner, PROJECTION_NAMES, ReadModels } from '#read-models';
import type { Throughput } from '../harness/program.js';

/** Builds all read models from the first event on, in a store that has none. */
export async function rebuild(events: EventStore, store: DocumentStore): Promise<Throughput> {
  const head = await events.headPosition();
  const readModels = new WatchedReadModels(store, head);
  const runner = programmeRunner({ events, store, readModels });
  const started = performance.now();
  await runner.start();
  await readModels.complete;
  const seconds = (performance.now() - started) / 1_000;
  await runner.stop();
  return { perSecond: Number(head) / seconds };
}

/** Is told of every commit, so that the store is not asked how far it has come. */
class WatchedReadModels extends ReadModels {
  readonly complete: Promise<void>;
  #isComplete: () => void = () => undefined;
  readonly #behind = new Set(PROJECTION_NAMES);

  constructor(
    store: DocumentStore,
    private readonly head: Position,
  ) {
    super(store);
    this.complete = new Promise((resolve) => (this.#isComplete = resolve));
  }

  override advanced(...[projection, generation, partitions, position]: Parameters<ReadModels['advanced']>) {
    super.advanced(projection, generation, partitions, position);
    if (position >= this.head) this.#behind.delete(projection);
    if (this.#behind.size === 0) this.#isComplete();
  }
}
