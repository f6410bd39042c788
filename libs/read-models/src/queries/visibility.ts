import type { Position } from '#event-store';
import { NotYetVisible } from '../errors.js';
import { checkpointsOf, partName, type Generation } from '../names.js';
import { lowest } from '../positions.js';
import type { DocumentStore } from '../port/index.js';
import { Notice } from '../notice.js';
import type { Serving } from './serving.js';

/** Milliseconds between two looks at the store: at first, and at most. */
const FIRST = 2;
const LONGEST = 50;

/**
 * Waits until what serves has come to a position. In the process of the runner it is told of every commit; where
 * others run it too, or run it alone, it looks at the checkpoints of all partitions, at first soon and then less often.
 */
export class Visibility {
  /** By the names of checkpoints. */
  readonly #positions = new Map<string, Position>();
  /** Names of the checkpoints whose commits it has been told of. */
  readonly #told = new Set<string>();
  /** By projection, what serves. */
  readonly #serving = new Map<string, Generation>();
  readonly #moved = new Notice();
  /** Looks under way, by projection: all who wait at the same time share them. */
  readonly #looks = new Map<string, Promise<void>>();

  constructor(
    private readonly store: DocumentStore,
    private readonly serving: Serving,
  ) {}

  advanced(
    projection: string,
    generation: Generation,
    partitions: readonly number[],
    position: Position,
  ): void {
    this.serving.know(projection, generation);
    this.#serves(projection, generation);
    for (const partition of partitions) {
      const name = partName(generation.collection, partition);
      this.#told.add(name);
      this.#keep(name, position);
    }
    this.#moved.give();
  }

  /**
   * @param timeout milliseconds
   * @throws NotYetVisible
   */
  async waitFor(position: Position, timeout: number, projections: readonly string[]): Promise<void> {
    const began = performance.now();
    const deadline = began + timeout;
    const isTold = projections.every((name) => this.#isToldOf(name));
    let nextLook = isTold ? Math.min(began + LONGEST, deadline) : began;
    for (let wait = isTold ? LONGEST : FIRST; ;) {
      const behind = this.#behind(projections, position);
      if (behind.length === 0) return;
      const now = performance.now();
      if (now >= nextLook) {
        await Promise.all(behind.map((name) => this.#sharedLook(name)));
        nextLook = performance.now() + wait;
        wait = Math.min(wait * 2, LONGEST);
      } else if (now < deadline) {
        await this.#moved.wait(undefined, Math.min(nextLook, deadline) - now);
      } else {
        throw this.#notYet(behind, position);
      }
    }
  }

  #behind(names: readonly string[], position: Position): readonly string[] {
    return names.filter((name) => this.#positionOf(name) < position);
  }

  #sharedLook(name: string): Promise<void> {
    const underWay = this.#looks.get(name);
    if (underWay) return underWay;
    const look = this.#look(name).finally(() => this.#looks.delete(name));
    this.#looks.set(name, look);
    return look;
  }

  async #look(name: string): Promise<void> {
    const generation = await this.serving.refresh(name);
    if (!generation) return;
    this.#serves(name, generation);
    const names = checkpointsOf(generation);
    const found = await this.store.checkpoints(names);
    for (const checkpoint of names) this.#keep(checkpoint, found.get(checkpoint) ?? 0n);
  }

  #isToldOf(projection: string): boolean {
    const generation = this.#serving.get(projection);
    return generation !== undefined && checkpointsOf(generation).every((name) => this.#told.has(name));
  }

  #positionOf(projection: string): Position {
    const generation = this.#serving.get(projection);
    if (!generation) return -1n;
    return lowest(checkpointsOf(generation).map((name) => this.#positions.get(name) ?? -1n));
  }

  /** Positions of what served before are forgotten. */
  #serves(projection: string, generation: Generation): void {
    const before = this.#serving.get(projection);
    if (before && before.number >= generation.number) return;
    for (const name of before ? checkpointsOf(before) : []) {
      this.#positions.delete(name);
      this.#told.delete(name);
    }
    this.#serving.set(projection, generation);
  }

  #keep(name: string, position: Position): void {
    if ((this.#positions.get(name) ?? -1n) < position) this.#positions.set(name, position);
  }

  #notYet(behind: readonly string[], position: Position): NotYetVisible {
    const positions = behind.map((name) => {
      const at = this.#positionOf(name);
      return [name, at < 0n ? 0n : at] as const;
    });
    return new NotYetVisible(position, new Map(positions));
  }
}
