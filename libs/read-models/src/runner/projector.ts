import type { Position } from '#event-store';
import { checkpointsOf, CONTROL, generationOf, type Generation } from '../names.js';
import { lowest } from '../positions.js';
import type { Projection } from '../projection.js';
import { readGenerations, saveGenerations, type Generations } from '../queries/generations.js';
import { dropRetired } from './dropping.js';
import { Follower, type Surroundings } from './follower.js';
import { hasPassed, SEALED } from './partitions/handover.js';
import { Lock } from './lock.js';
import type { ReplayOutcome } from './parking/replayer.js';
import type { Share } from './partitions/share.js';
import type { AdvanceListener } from '../advance-listener.js';

/** A follower at work. */
interface Running {
  readonly follower: Follower;
  /** Ends it, after the commit under way. */
  stop(): Promise<void>;
}

/**
 * Keeps a share of one projection served: by the generation that serves, and by a further one that is filled beside
 * it when the code has another version or another number of partitions, or an operator wants it, and takes its place
 * when all shares of it have caught up. Whoever leads says which generations there are; the others read it.
 */
export class Projector {
  #generations: Generations | undefined;
  #revision = 0n;
  readonly #running = new Map<string, Running>();
  /** Where what serves was when it was last looked at, to be passed by what is filled. */
  #aim: readonly Position[] | undefined;
  readonly #changing = new Lock();

  constructor(
    readonly projection: Projection,
    readonly share: Share,
    private readonly around: Surroundings,
    private readonly listener: AdvanceListener,
    private readonly signal: AbortSignal,
  ) {}

  /** The follower of what serves; none when that is of another version than the code. */
  get serving(): Follower | undefined {
    return this.#followerOf(this.#generations?.serving);
  }

  get filling(): Follower | undefined {
    return this.#followerOf(this.#generations?.filling);
  }

  get generations(): Generations | undefined {
    return this.#generations;
  }

  /** Finds out where the projection stands, and goes on from there. */
  start(): Promise<void> {
    return this.#changing.run(async () => {
      const { share, projection, around } = this;
      if (!share.leads) return this.#read();
      await around.store.checkpoints([CONTROL], share.token);
      const stored = await readGenerations(around.store, projection.name, share.token);
      this.#revision = stored?.revision ?? 0n;
      const now = this.#adapted(stored?.generations);
      if (now === stored?.generations) this.#generations = now;
      else await this.#save(now);
      await this.#followAll();
    });
  }

  /** Ends after the change and the commits under way: another projector may start where this one was left. */
  async stop(): Promise<void> {
    await this.#changing.run(() => Promise.all([...this.#running.values()].map((running) => running.stop())));
  }

  /** Takes part in what has been decided about the generations, or, when it leads, decides it. */
  look(): Promise<void> {
    return this.#changing.run(async () => {
      if (!this.share.leads) return this.#read();
      await this.#switchWhenPassed();
      await this.#sweep();
    });
  }

  /**
   * Begins to fill a new generation, unless one is being filled already. For whoever leads.
   *
   * @returns the number of the generation that will serve
   */
  rebuild(): Promise<number> {
    return this.#changing.run(async () => {
      const generations = this.#known();
      if (generations.filling) return generations.filling.number;
      const newest = generations.newest + 1;
      await this.#save({ ...generations, filling: this.#generationOf(newest), newest });
      await this.#followAll();
      return newest;
    });
  }

  /** @returns what came of it, by partition of the share @throws NeedsRebuild */
  async replay(documentId?: string): Promise<ReadonlyMap<number, ReplayOutcome>> {
    const outcomes = await Promise.all(
      [this.serving, this.filling].map(async (follower) => follower?.replay(documentId)),
    );
    const nothing = { replayed: 0, stillParked: 0 };
    const none = new Map(this.share.partitions.map((partition) => [partition, nothing] as const));
    return outcomes.find((outcome) => outcome !== undefined) ?? none;
  }

  #known(): Generations {
    if (this.#generations) return this.#generations;
    throw new TypeError('The projector is to be started first.');
  }

  #followerOf(generation: Generation | null | undefined): Follower | undefined {
    return generation ? this.#running.get(generation.collection)?.follower : undefined;
  }

  #generationOf(number: number): Generation {
    return generationOf(this.projection.name, this.projection.version, number, this.share.of);
  }

  /** Whether this worker can work on it. */
  #isCurrent({ version, partitions = 1 }: Generation): boolean {
    return version === this.projection.version && partitions === this.share.of;
  }

  #adapted(stored: Generations | undefined): Generations {
    if (!stored) {
      const serving = this.#generationOf(1);
      return {
        kind: 'generations',
        projection: this.projection.name,
        serving,
        filling: null,
        retired: [],
        newest: 1,
      };
    }
    const { serving, filling, handingOver, newest } = stored;
    if (this.#isCurrent(filling ?? serving)) return stored;
    const retired = filling ? [...stored.retired, this.#retire(filling)] : stored.retired;
    if (this.#isCurrent(serving) && !handingOver) return { ...stored, filling: null, retired };
    return { ...stored, filling: this.#generationOf(newest + 1), newest: newest + 1, retired };
  }

  #retire({ collection, partitions = 1 }: Generation): Generations['retired'][number] {
    return { collection, partitions, since: this.around.now() };
  }

  async #read(): Promise<void> {
    const stored = await readGenerations(this.around.store, this.projection.name);
    if (!stored || stored.revision === this.#revision) return;
    this.#revision = stored.revision;
    this.#generations = stored.generations;
    await this.#followAll();
  }

  async #save(generations: Generations): Promise<void> {
    const revision = this.#revision + 1n;
    await saveGenerations(this.around.store, { revision, generations }, this.share.token);
    this.#revision = revision;
    this.#generations = generations;
  }

  /** Follows the generations that there are now, and no others. */
  async #followAll(): Promise<void> {
    const { serving, filling, handingOver } = this.#known();
    const wanted = [handingOver ? null : serving, filling].filter(
      (generation) => generation !== null && this.#isCurrent(generation),
    );
    const names = new Set(wanted.map((generation) => generation?.collection));
    for (const [name, running] of this.#running) {
      if (names.has(name)) continue;
      await running.stop();
      this.#running.delete(name);
    }
    for (const generation of wanted) {
      if (!generation || this.#running.has(generation.collection)) continue;
      this.#running.set(generation.collection, this.#follow(generation));
    }
  }

  #follow(generation: Generation): Running {
    const { projection, share, around } = this;
    const own = new AbortController();
    const follower: Follower = new Follower(projection, generation, share, around, () => {
      this.#advanced(follower);
    });
    const ended = follower.run(AbortSignal.any([own.signal, this.signal]));
    return {
      follower,
      stop: () => {
        own.abort();
        return ended;
      },
    };
  }

  #advanced({ generation, position, caughtUp }: Follower): void {
    const { serving } = this.#known();
    if (generation.number === serving.number) {
      this.listener.advanced(this.projection.name, serving, this.share.partitions, position);
    } else if (caughtUp) {
      this.around.wake();
    }
  }

  /**
   * What serves stands still while the new generation covers the last steps, so that reads never go back. Its
   * checkpoints are sealed first: no share of it moves after that, in whichever process it is.
   */
  async #switchWhenPassed(): Promise<void> {
    const { serving, filling, handingOver } = this.#known();
    if (!filling || !this.filling?.caughtUp) return;
    const filled = await this.#positions(filling);
    if (!handingOver) {
      this.#aim ??= await this.#positions(serving);
      if (!hasPassed(filled, this.#aim)) return;
      await this.#save({ ...this.#known(), handingOver: true });
      await this.#followAll();
    }
    const sealed = await this.#positions(serving, SEALED);
    if (!hasPassed(await this.#positions(filling), sealed)) return;
    const { handingOver: _, ...generations } = this.#known();
    const retired = [...generations.retired, this.#retire(serving)];
    await this.#save({ ...generations, serving: filling, filling: null, retired });
    this.#aim = undefined;
    const { position } = this.serving ?? { position: lowest(filled) };
    this.listener.advanced(this.projection.name, filling, this.share.partitions, position);
  }

  async #positions(generation: Generation, token?: bigint): Promise<readonly Position[]> {
    const names = checkpointsOf(generation);
    const found = await this.around.store.checkpoints(names, token);
    return names.map((name) => found.get(name) ?? 0n);
  }

  /** Drops what was retired long enough ago. */
  async #sweep(): Promise<void> {
    const generations = this.#known();
    const retired = await dropRetired(this.around.store, generations.retired, this.around.now());
    if (retired.length < generations.retired.length) await this.#save({ ...generations, retired });
  }
}
