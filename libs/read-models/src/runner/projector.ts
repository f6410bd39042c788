import type { Position } from '#event-store';
import { generationOf, type Generation } from '../names.js';
import type { Projection } from '../projection.js';
import { readGenerations, saveGenerations, type Generations } from '../queries/generations.js';
import { dropRetired } from './dropping.js';
import { Follower, type Surroundings } from './follower.js';
import { Lock } from './lock.js';
import type { ReplayOutcome } from './replayer.js';

/** A follower at work. */
interface Running {
  readonly follower: Follower;
  /** Ends it, after the commit under way. */
  stop(): Promise<void>;
}

export interface ProjectorEvents {
  /** The generation that serves has come to this position. */
  advanced(projection: string, generation: Generation, position: Position): void;
}

/**
 * Keeps one projection served: by the generation that serves, and by a further one that is filled beside it when
 * the code has another version, or an operator wants it, and takes its place when it has caught up.
 */
export class Projector {
  #generations: Generations | undefined;
  #revision = 0n;
  #serving: Running | undefined;
  #filling: Running | undefined;
  readonly #changing = new Lock();

  constructor(
    readonly projection: Projection,
    private readonly around: Surroundings,
    private readonly events: ProjectorEvents,
    private readonly signal: AbortSignal,
  ) {}

  /** The follower of what serves; none when that is of another version than the code. */
  get serving(): Follower | undefined {
    return this.#serving?.follower;
  }

  get filling(): Follower | undefined {
    return this.#filling?.follower;
  }

  get generations(): Generations | undefined {
    return this.#generations;
  }

  /** Finds out where the projection stands, and goes on from there. */
  async start(): Promise<void> {
    const { name } = this.projection;
    const stored = await readGenerations(this.around.store, name);
    this.#revision = stored?.revision ?? 0n;
    const now = this.#adapted(stored?.generations);
    if (now !== stored?.generations) await this.#save(now);
    this.#generations = now;
    const { serving, filling } = now;
    if (serving.version === this.projection.version) this.#serving = this.#follow(serving);
    if (filling) this.#filling = this.#follow(filling);
  }

  /** Ends after the commits under way. */
  async stop(): Promise<void> {
    await Promise.all([this.#serving?.stop(), this.#filling?.stop()]);
  }

  /**
   * Begins to fill a new generation, unless one is being filled already.
   *
   * @returns the number of the generation that will serve
   */
  rebuild(): Promise<number> {
    return this.#changing.run(async () => {
      const generations = this.#known();
      if (generations.filling) return generations.filling.number;
      const newest = generations.newest + 1;
      const filling = generationOf(this.projection.name, this.projection.version, newest);
      await this.#save({ ...generations, filling, newest });
      this.#filling = this.#follow(filling);
      return newest;
    });
  }

  /** @throws NeedsRebuild */
  async replay(documentId?: string): Promise<ReplayOutcome> {
    const outcomes = await Promise.all(
      [this.serving, this.filling].map(async (follower) => follower?.replay(documentId)),
    );
    return outcomes.find((outcome) => outcome !== undefined) ?? { replayed: 0, stillParked: 0 };
  }

  /** Drops what was retired long enough ago. */
  sweep(): Promise<void> {
    return this.#changing.run(async () => {
      const generations = this.#known();
      const retired = await dropRetired(this.around.store, generations.retired, this.around.now());
      if (retired.length < generations.retired.length) await this.#save({ ...generations, retired });
    });
  }

  #known(): Generations {
    if (this.#generations) return this.#generations;
    throw new TypeError('The projector is to be started first.');
  }

  #adapted(stored: Generations | undefined): Generations {
    const { name, version } = this.projection;
    if (!stored) {
      const serving = generationOf(name, version, 1);
      return { kind: 'generations', projection: name, serving, filling: null, retired: [], newest: 1 };
    }
    const { serving, filling, newest } = stored;
    const isWanted = filling ? filling.version === version : serving.version === version;
    if (isWanted) return stored;
    const retired = filling ? [...stored.retired, this.#retire(filling)] : stored.retired;
    if (serving.version === version) return { ...stored, filling: null, retired };
    return { ...stored, filling: generationOf(name, version, newest + 1), newest: newest + 1, retired };
  }

  #retire({ collection }: Generation): Generations['retired'][number] {
    return { collection, since: this.around.now() };
  }

  async #save(generations: Generations): Promise<void> {
    await saveGenerations(this.around.store, { revision: this.#revision + 1n, generations });
    this.#revision += 1n;
    this.#generations = generations;
  }

  #follow(generation: Generation): Running {
    const own = new AbortController();
    const follower: Follower = new Follower(this.projection, generation, this.around, () =>
      this.#advanced(follower),
    );
    const ended = follower.run(AbortSignal.any([own.signal, this.signal]));
    return {
      follower,
      stop: () => {
        own.abort();
        return ended;
      },
    };
  }

  async #advanced(follower: Follower): Promise<void> {
    const { serving, filling } = this.#known();
    if (follower.generation.number === serving.number) {
      this.events.advanced(this.projection.name, serving, follower.position);
    } else if (follower.caughtUp && follower.generation.number === filling?.number) {
      await this.#switch(follower);
    }
  }

  /** What serves stands still while the new generation covers the last steps, so that reads never go back. */
  async #switch(follower: Follower): Promise<void> {
    await this.#serving?.stop();
    await this.#changing.run(async () => {
      const generations = this.#known();
      const old = generations.serving;
      const reached = (await this.around.store.checkpoint(old.collection)) ?? 0n;
      if (follower.position < reached) return;
      const retired = [...generations.retired, this.#retire(old)];
      await this.#save({ ...generations, serving: follower.generation, filling: null, retired });
      this.#serving = this.#filling;
      this.#filling = undefined;
      this.events.advanced(this.projection.name, follower.generation, follower.position);
    });
  }
}
