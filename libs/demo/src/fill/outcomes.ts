import type { CommandObserver } from '#application';

/** What the write side made of the commands. */
export interface Outcomes {
  readonly recorded: number;
  readonly unchanged: number;
  /** By the code of the refusal. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Counts what the write side tells. */
export class OutcomeCounter implements CommandObserver {
  #recorded = 0;
  #unchanged = 0;
  readonly #refused = new Map<string, number>();

  decided(_command: string, outcome: string, code = ''): void {
    if (outcome === 'recorded') this.#recorded += 1;
    else if (outcome === 'refused') this.#refused.set(code, (this.#refused.get(code) ?? 0) + 1);
    else this.#unchanged += 1;
  }

  conflicted(): void {
    // The commands of one subject follow each other: there is nothing to count.
  }

  appended(): void {
    // How long appends take is the benchmark's question.
  }

  get outcomes(): Outcomes {
    const refused = Object.fromEntries(this.#refused);
    return { recorded: this.#recorded, unchanged: this.#unchanged, refused };
  }
}
