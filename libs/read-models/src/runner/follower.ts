import { backOff, pause } from '#clock';
import type { AllBatch, EventStoreError, Position, RecordedEvent } from '#event-store';
import { type DocumentChange, FencedOff, InvalidDocument } from '../port/index.js';
import type { Generation } from '../names.js';
import { highest, lowest } from '../positions.js';
import type { Projection } from '../projection.js';
import { failureOf, type Failure } from './failures.js';
import { changesOf } from './folding/changes.js';
import { Lock } from './lock.js';
import { Parking } from './parking/parking.js';
import { Replayer, type ReplayOutcome } from './parking/replayer.js';
import { type Poison, route, type Route } from './folding/routing.js';
import type { Share } from './partitions/share.js';
import { GenerationCollections } from './generation-collections.js';
import { Unsettled } from './partitions/unsettled.js';
import type { RunnerContext } from './runner-context.js';

/** Follows the log for a share of one generation of a projection, from its checkpoints on, for ever. */
export class Follower {
  position: Position = 0n;
  caughtUp = false;
  state: 'running' | 'retrying' = 'running';
  lastError: Failure | undefined;
  /** Events read since the start, for the rate of a rebuild. */
  seen = 0;
  readonly parking: Parking;
  readonly #projection: Projection;
  readonly #target: GenerationCollections;
  readonly #replayer: Replayer;
  readonly #lock = new Lock();
  #unsettled = new Unsettled(0n, 0n);
  #mayReplay: () => void = () => undefined;
  readonly #begun = new Promise<void>((resolve) => (this.#mayReplay = resolve));

  constructor(
    projection: Projection,
    readonly generation: Generation,
    share: Share,
    private readonly context: RunnerContext,
    /** Called after each commit. */
    private readonly advanced: () => void,
  ) {
    const { store, events, now } = context;
    this.#projection = share.partOf(projection);
    this.#target = new GenerationCollections(store, this.#projection, generation, share);
    this.parking = new Parking(projection.name, this.#target.parked, share, now);
    const own = { projection: this.#projection, target: this.#target, parking: this.parking, share };
    this.#replayer = new Replayer({ ...context, ...own, reader: events }, this.#lock, {
      position: () => this.position,
      isSettled: () => this.#unsettled.isOverAt(this.position),
    });
  }

  /**
   * Ends when the signal is aborted, after the commit under way. Failures of the stores are retried for ever. So are
   * refusals because of a newer owner, which the runner learns of soon, and then aborts the signal.
   */
  async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.#lock.run(() => this.#open());
        await this.#follow(signal, () => (failures = 0));
      } catch (error) {
        if (!(error instanceof FencedOff)) this.#failed(error);
      }
      await pause(backOff(failures), signal);
    }
  }

  /** Waits until the log has been seen to be the one that the documents are from; where it never is, for ever. */
  async replay(documentId?: string): Promise<ReadonlyMap<number, ReplayOutcome>> {
    await this.#begun;
    return this.#replayer.replay(documentId);
  }

  async #open(): Promise<void> {
    const { store } = this.context;
    await this.#target.ensure();
    const positions = await this.#target.positions();
    this.position = lowest(positions);
    this.#unsettled = new Unsettled(highest(positions), await this.context.events.headPosition());
    await this.parking.open(store);
  }

  /** A log of another origin fails before its first batch: so nothing of it is replayed either. */
  async #follow(signal: AbortSignal, succeeded: () => void): Promise<void> {
    const { filter } = this.#projection;
    let isFirst = true;
    const onFailure = (error: EventStoreError) => {
      this.#failed(error);
    };
    const options = { after: this.position, filter, signal, onFailure };
    for await (const batch of this.context.log.subscribeToAll(options)) {
      await this.#lock.run(async () => {
        if (isFirst) await this.#replayer.finish();
        await this.#take(batch, signal);
      });
      isFirst = false;
      this.#mayReplay();
      succeeded();
    }
  }

  async #take(batch: AllBatch, signal: AbortSignal): Promise<void> {
    this.seen += batch.events.length;
    let rest = batch.events;
    do rest = rest.slice(await this.#takeSome(rest, batch, signal));
    while (rest.length > 0 && !signal.aborted);
  }

  /**
   * Folds and commits as many of the events as one commit takes. What cannot be folded is tried again after each of the
   * waits, then parked.
   *
   * @returns how many of the events are dealt with; none where they are to be tried again
   */
  async #takeSome(events: readonly RecordedEvent[], batch: AllBatch, signal: AbortSignal): Promise<number> {
    const { parking } = this;
    const projection = this.#projection;
    const careful = !this.#unsettled.isOverAt(this.position);
    const { foldings } = this.context;
    const folding = { projection, target: this.#target, foldings, careful };
    for (const wait of [...this.context.poisonRetries, undefined]) {
      const planned = route(projection, this.context.upcast, events, parking);
      const { changes, poison } = await changesOf(folding, planned, parking);
      const [first] = poison;
      if (!first || wait === undefined) {
        const isWhole = planned.taken === events.length;
        const position = isWhole ? batch.position : (events[planned.taken - 1]?.position ?? this.position);
        // Before the commit: a reader that sees all events finds the indexes too.
        if (isWhole && batch.caughtUp) await this.#caughtUp();
        if (!(await this.#commit(planned, changes, poison, position))) return 0;
        this.#unsettled.passed(events.slice(0, planned.taken));
        this.advanced();
        return planned.taken;
      }
      this.#failed(first.error);
      await pause(wait, signal);
      if (signal.aborted) break;
    }
    return 0;
  }

  /** @returns false when a document could not be stored: it is parked now, and the others are to be tried again */
  async #commit(
    planned: Route,
    changes: readonly DocumentChange[],
    poison: readonly Poison[],
    position: Position,
  ): Promise<boolean> {
    const entries = poison.map((found) => this.parking.park(found));
    const { collection } = this.generation;
    try {
      const isNews = entries.length + changes.length > 0 || position > this.position;
      if (isNews) await this.#target.commit([...entries, ...changes], position);
    } catch (error) {
      const culprit =
        error instanceof InvalidDocument && planned.routed.find(({ ids }) => ids.includes(error.id));
      if (!culprit || error.collection !== collection) throw error;
      const entry = this.parking.park({ kind: 'document', id: error.id, event: culprit.event, error });
      await this.#target.commit([entry], this.position);
      this.parking.keep([entry]);
      this.#failed(error);
      return false;
    }
    this.parking.keep(entries);
    this.position = position;
    this.state = 'running';
    return true;
  }

  async #caughtUp(): Promise<void> {
    if (!this.caughtUp) await this.#target.ensureIndexes();
    this.caughtUp = true;
  }

  #failed(error: unknown): void {
    this.lastError = failureOf(error, this.context.now());
    this.state = 'retrying';
  }
}
