import { backOff, pause } from '#clock';
import type { EventLog, Position, RecordedEvent } from '#event-store';
import { Notice } from '../notice.js';
import { ProgressWriter } from '../operators/progress.js';
import { REQUESTS_COLLECTION } from '../operators/requests.js';
import type { DocumentStore } from '../port/index.js';
import type { Projection } from '../projection.js';
import { CONTROL_COLLECTION, positionOf, readGenerations } from '../queries/generations.js';
import type { AdvanceListener } from '../advance-listener.js';
import { keepChores, lookingAfter, RECORDING, SHARING } from './chores.js';
import { Failures, type FailureListener } from './failures.js';
import { OperatorRequests } from './operator-requests.js';
import { union } from './log/filter-union.js';
import { BEAT } from './partitions/liveness.js';
import { Membership } from './partitions/membership.js';
import { Projector } from './generations/projector.js';
import { Rates } from './rates.js';
import type { Upcast } from './folding/routing.js';
import { Share } from './partitions/share.js';
import { SharedLog } from './log/shared-log.js';
import { statusOf, type ProjectionStatus } from './status.js';
import { Foldings } from './foldings.js';
import { checkProjections } from './check-projections.js';
import type { RunnerContext } from './runner-context.js';

export interface RunnerOptions {
  readonly events: EventLog;
  readonly store: DocumentStore;
  readonly projections: readonly Projection[];
  /** Brings an event of an earlier schema version up to date; filters see the event as it is stored. */
  readonly upcast?: Upcast;
  /**
   * How many partitions each projection is split into: so many runners can share the work. Default: as many as the
   * store is for. Where what is stored is split otherwise, the projections are rebuilt, and what serves stands still
   * meanwhile.
   */
  readonly partitions?: number;
  /** Told of every commit: `ReadModels`, so that its `waitFor` answers at once in this process. */
  readonly listener?: AdvanceListener;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told of what the runner fails at beside the folding itself, whose failures stand in the status. */
  readonly onFailure?: FailureListener;
  /** Milliseconds before each further attempt at an event that cannot be folded. Default 10, 50, 250. */
  readonly poisonRetries?: readonly number[];
}

const NOBODY: AdvanceListener = { advanced: () => undefined };

/** Keeps the documents of projections in step with the events. Several runners on one store share the partitions. */
export class ProjectionRunner {
  readonly #options: RunnerOptions;
  readonly #partitions: number;
  readonly #context: RunnerContext;
  readonly #listener: AdvanceListener;
  readonly #rates = new Rates();
  readonly #failures: Failures;
  readonly #woken = new Notice();
  readonly #stopping = new AbortController();
  #projectors: ReadonlyMap<string, Projector>;
  #idle: 'standby' | 'stopped' | undefined = 'stopped';
  #started: Promise<void> | undefined;
  #ended: Promise<void> | undefined;

  /** @throws InvalidProjection */
  constructor(options: RunnerOptions) {
    checkProjections(options.projections);
    const { events, store, projections, upcast = (event: RecordedEvent) => event, now = Date.now } = options;
    this.#options = options;
    this.#partitions = options.partitions ?? store.partitions;
    this.#listener = options.listener ?? NOBODY;
    this.#failures = new Failures(options.onFailure ?? (() => undefined), now);
    const foldings = new Foldings();
    this.#context = {
      events,
      store,
      log: new SharedLog(events, union(projections.map(({ filter }) => filter)), foldings),
      upcast,
      foldings,
      wake: () => {
        this.#woken.give();
      },
      now,
      poisonRetries: options.poisonRetries ?? [10, 50, 250],
    };
    this.#projectors = this.#newProjectors(new Share([], this.#partitions, 0n), this.#stopping.signal);
  }

  /** Resolves when the projections are being followed, by this runner or by another, or a first attempt has failed. */
  start(): Promise<void> {
    this.#started ??= new Promise<void>((ready) => {
      this.#ended = this.#run(ready);
    });
    return this.#started;
  }

  /** Finishes the commits under way. A stopped runner cannot be started again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
  }

  /** Of every projection, as far as this runner has a share of it. */
  async status(): Promise<readonly ProjectionStatus[]> {
    const { events, now } = this.#context;
    const head = await events.headPosition();
    const rates = this.#rates;
    return Promise.all(
      [...this.#projectors.values()].map(async (projector) => {
        const position = await this.#positionOf(projector);
        const failure =
          this.#failures.of(lookingAfter(projector.projection.name)) ?? this.#failures.of(SHARING);
        return statusOf(projector, this.#idle, { events, head, position, now: now(), rates, failure });
      }),
    );
  }

  async #run(ready: () => void): Promise<void> {
    const { signal } = this.#stopping;
    const { store } = this.#context;
    const membership = new Membership(store, this.#partitions);
    let failures = 0;
    while (!signal.aborted) {
      const isOver = await this.#failures.attempt(SHARING, async () => {
        await store.ensureCollection(CONTROL_COLLECTION);
        await store.ensureCollection(REQUESTS_COLLECTION);
        const share = await membership.beat([]);
        if (share.partitions.length > 0) await this.#work(membership, share, ready);
        else await this.#standBy(ready);
      });
      if (!isOver) {
        ready();
        await pause(backOff(failures), signal);
      }
      failures = isOver ? 0 : failures + 1;
    }
    await this.#failures.attempt('Leaving the other workers', () => membership.leave());
  }

  async #standBy(ready: () => void): Promise<void> {
    this.#idle = 'standby';
    this.#failures.mended(SHARING);
    ready();
    await pause(BEAT, this.#stopping.signal);
  }

  /** Follows the log with a share of the projections, until the runner is stopped or the share is another one. */
  async #work(membership: Membership, share: Share, ready: () => void): Promise<void> {
    const term = new AbortController();
    const signal = AbortSignal.any([this.#stopping.signal, term.signal]);
    const projectors = this.#newProjectors(share, signal);
    const progress = new ProgressWriter(this.#context.store, share);
    try {
      // At once, so that they begin with the same reading of the log.
      await Promise.all([...projectors.values()].map((projector) => projector.start()));
      this.#projectors = projectors;
      this.#idle = undefined;
      this.#failures.mended(SHARING);
      ready();
      await this.#attend(membership, share, progress, signal);
    } finally {
      term.abort();
      await Promise.all([...projectors.values()].map((projector) => projector.stop()));
      if (this.#stopping.signal.aborted) {
        this.#idle = 'stopped';
        await this.#failures.attempt(RECORDING, () => this.#record(progress));
      }
    }
  }

  async #attend(
    membership: Membership,
    share: Share,
    progress: ProgressWriter,
    signal: AbortSignal,
  ): Promise<void> {
    const failures = this.#failures;
    const record = () => this.#record(progress);
    const requests = new OperatorRequests(this.#context.store, share, this.#projectors, failures, record);
    const projectors = [...this.#projectors.values()];
    const woken = this.#woken;
    await keepChores({ share, membership, projectors, requests, record, failures, woken }, signal);
  }

  async #record(progress: ProgressWriter): Promise<void> {
    await progress.write(await this.status());
  }

  #newProjectors(share: Share, signal: AbortSignal): ReadonlyMap<string, Projector> {
    return new Map(
      this.#options.projections.map((projection) => [
        projection.name,
        new Projector(projection, share, this.#context, this.#listener, signal),
      ]),
    );
  }

  async #positionOf({ projection, serving, generations }: Projector): Promise<Position> {
    if (serving && !this.#idle) return serving.position;
    const { store } = this.#context;
    const stored = generations ?? (await readGenerations(store, projection.name))?.generations;
    return stored ? positionOf(store, stored.serving) : 0n;
  }
}
