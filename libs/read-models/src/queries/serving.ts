import { ProjectionNotReady } from '../errors.js';
import type { Generation } from '../names.js';
import { UnknownCollection, type DocumentStore } from '../port/index.js';
import { readGenerations } from './generations.js';

/** Milliseconds for which an answer is used again. Retired collections are kept much longer than that. */
const FRESH = 250;

/** Knows which generation of a projection serves. */
export class Serving {
  readonly #known = new Map<string, { readonly generation: Generation; readonly until: number }>();

  constructor(private readonly store: DocumentStore) {}

  /** @throws ProjectionNotReady */
  async of(projection: string): Promise<Generation> {
    const known = this.#known.get(projection);
    if (known && known.until > performance.now()) return known.generation;
    const generation = await this.refresh(projection);
    if (generation) return generation;
    throw new ProjectionNotReady(projection);
  }

  /** Reads it from the store. */
  async refresh(projection: string): Promise<Generation | undefined> {
    const found = await readGenerations(this.store, projection);
    if (found) this.know(projection, found.generations.serving);
    return found?.generations.serving;
  }

  know(projection: string, generation: Generation): void {
    const known = this.#known.get(projection);
    if (known && known.generation.number > generation.number) return;
    this.#known.set(projection, { generation, until: performance.now() + FRESH });
  }

  /**
   * Reads from the collection that serves; where it was dropped a moment ago, from the one that serves now.
   *
   * @throws ProjectionNotReady also where what serves has no such collection, since another version filled it
   */
  async read<Result>(projection: string, work: (generation: Generation) => Promise<Result>): Promise<Result> {
    try {
      return await work(await this.of(projection));
    } catch (error) {
      if (!(error instanceof UnknownCollection)) throw error;
    }
    try {
      const generation = await this.refresh(projection);
      if (generation) return await work(generation);
    } catch (error) {
      if (!(error instanceof UnknownCollection)) throw error;
    }
    throw new ProjectionNotReady(projection);
  }
}
