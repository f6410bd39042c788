import type { EventStore, Position } from '#event-store';
import { type AdvanceListener, type DocumentStore, programmeRunner, PROJECTION_NAMES } from '#read-models';
import type { Throughput } from '../harness/program.js';

/** Builds all read models from the first event on, in a store that has none. */
export async function rebuild(events: EventStore, store: DocumentStore): Promise<Throughput> {
  const head = await events.headPosition();
  const listener = new Completion(head);
  const runner = programmeRunner({ events, store, listener });
  const started = performance.now();
  await runner.start();
  await listener.reached;
  const seconds = (performance.now() - started) / 1_000;
  await runner.stop();
  return { perSecond: Number(head) / seconds };
}

/** Is told of every commit, so that the store is not asked how far it has come. */
class Completion implements AdvanceListener {
  readonly reached: Promise<void>;
  #isReached: () => void = () => undefined;
  readonly #behind = new Set(PROJECTION_NAMES);

  constructor(private readonly head: Position) {
    this.reached = new Promise((resolve) => (this.#isReached = resolve));
  }

  advanced(...[projection, , , position]: Parameters<AdvanceListener['advanced']>): void {
    if (position >= this.head) this.#behind.delete(projection);
    if (this.#behind.size === 0) this.#isReached();
  }
}
