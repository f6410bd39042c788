import type { Generation } from '../../names.js';
import type { Follower } from '../follower.js';

interface Running {
  readonly follower: Follower;
  /** Ends it, after the commit under way. */
  stop(): Promise<void>;
}

/** The followers of those generations of a projection that a worker works on. */
export class Followers {
  readonly #running = new Map<string, Running>();

  constructor(
    private readonly newFollower: (generation: Generation) => Follower,
    private readonly signal: AbortSignal,
  ) {}

  of(generation: Generation | null | undefined): Follower | undefined {
    return generation ? this.#running.get(generation.collection)?.follower : undefined;
  }

  /** Follows these generations from now on, and no others. */
  async follow(generations: readonly Generation[]): Promise<void> {
    const wanted = new Set(generations.map(({ collection }) => collection));
    for (const [collection, running] of this.#running) {
      if (wanted.has(collection)) continue;
      await running.stop();
      this.#running.delete(collection);
    }
    for (const generation of generations) {
      const { collection } = generation;
      if (!this.#running.has(collection)) this.#running.set(collection, this.#start(generation));
    }
  }

  /** Resolves when the commits under way are finished. */
  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map((running) => running.stop()));
  }

  #start(generation: Generation): Running {
    const own = new AbortController();
    const follower = this.newFollower(generation);
    const ended = follower.run(AbortSignal.any([own.signal, this.signal]));
    return {
      follower,
      stop: () => {
        own.abort();
        return ended;
      },
    };
  }
}
