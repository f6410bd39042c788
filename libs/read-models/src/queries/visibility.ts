import type { Position } from '#event-store';
import { NotYetVisible } from '../errors.js';
import type { Generation } from '../names.js';
import type { DocumentStore } from '../port/index.js';
import { Notice } from '../notice.js';
import type { Serving } from './serving.js';

/** Milliseconds between two looks at the store: at first, and at most. */
const FIRST = 2;
const LONGEST = 50;

/**
 * Waits until what serves has come to a position. In the process of the runner it is told of every commit;
 * elsewhere it looks at the checkpoints, at first soon and then less often.
 */
export class Visibility {
  readonly #positions = new Map<string, Position>();
  readonly #moved = new Notice();

  constructor(
    private readonly store: DocumentStore,
    private readonly serving: Serving,
  ) {}

  advanced(projection: string, generation: Generation, position: Position): void {
    this.serving.know(projection, generation);
    this.#keep(projection, position);
    this.#moved.give();
  }

  /**
   * @param timeout milliseconds
   * @throws NotYetVisible
   */
  async waitFor(position: Position, timeout: number, projections?: readonly string[]): Promise<void> {
    const deadline = performance.now() + timeout;
    let names = projections ?? [];
    let nextLook = 0;
    for (let wait = FIRST; ;) {
      if (names.length > 0 && this.#behind(names, position).length === 0) return;
      const now = performance.now();
      if (now >= nextLook) {
        if (!projections) names = await this.serving.projections();
        await Promise.all(this.#behind(names, position).map((name) => this.#look(name)));
        nextLook = performance.now() + wait;
        wait = Math.min(wait * 2, LONGEST);
        continue;
      }
      if (now >= deadline) throw this.#notYet(names, position);
      await this.#moved.wait(undefined, Math.min(nextLook, deadline) - now);
    }
  }

  #behind(names: readonly string[], position: Position): readonly string[] {
    return names.filter((name) => (this.#positions.get(name) ?? -1n) < position);
  }

  async #look(name: string): Promise<void> {
    const generation = await this.serving.look(name);
    if (!generation) return;
    this.#keep(name, (await this.store.checkpoint(generation.collection)) ?? 0n);
  }

  #keep(name: string, position: Position): void {
    if ((this.#positions.get(name) ?? -1n) < position) this.#positions.set(name, position);
  }

  #notYet(names: readonly string[], position: Position): NotYetVisible {
    const behind = this.#behind(names, position);
    return new NotYetVisible(
      position,
      new Map(behind.map((name) => [name, this.#positions.get(name) ?? 0n])),
    );
  }
}
