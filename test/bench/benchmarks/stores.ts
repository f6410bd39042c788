import { join } from 'node:path';
import { type Children, runProgram } from '../harness/child.js';
import { temporaryDirectory, type TemporaryDirectory } from '../harness/temporary-directory.js';
import { PROGRAMS } from './programs.js';

/** Data directories with so many events, each filled once and then used by several measurements. */
export class Stores {
  readonly #filled = new Map<number, Promise<string>>();
  readonly #directories: TemporaryDirectory[] = [];

  constructor(
    private readonly children: Children,
    private readonly progress: (what: string) => void,
  ) {}

  /** @param events at least so many */
  filledWith(events: number): Promise<string> {
    const known = this.#filled.get(events) ?? this.#fill(events);
    this.#filled.set(events, known);
    return known;
  }

  remove(): void {
    for (const directory of this.#directories.splice(0)) directory.remove();
  }

  async #fill(events: number): Promise<string> {
    this.progress(`filling a store with ${events.toLocaleString('en')} events`);
    const directory = temporaryDirectory();
    this.#directories.push(directory);
    const dataDir = join(directory.path, 'data');
    await runProgram(this.children, PROGRAMS.fill, { dataDir, events });
    return dataDir;
  }
}
