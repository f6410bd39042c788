import { MultiBar, type SingleBar } from 'cli-progress';
import type { Output } from '../context.js';
import { count, duration, percent } from './figures.js';
import { printable } from './printable.js';

/** How far one of the things under way is. */
export interface Step {
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly perSecond?: number | undefined;
  readonly secondsLeft?: number | undefined;
}

export interface Progress {
  /** To be called as often as one likes. */
  show(step: Step): void;
  /** Prints a line beside the progress. */
  note(sentence: string): void;
  /** To be called at the end, also after a failure. */
  end(): void;
}

/** Bars on a terminal; elsewhere a line now and then about what takes long. @param now milliseconds */
export function openProgress(output: Output, now: () => number = () => performance.now()): Progress {
  return output.isTTY ? new Bars(output) : new Lines(output, now);
}

class Bars implements Progress {
  readonly #bars = new Map<string, SingleBar>();
  readonly #all: MultiBar;

  constructor(output: Output) {
    this.#all = new MultiBar({
      stream: output,
      format: '{name}  {bar}  {figures}',
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 24,
      autopadding: true,
      emptyOnZero: true,
      // Signals are the command's own affair.
      gracefulExit: false,
    });
  }

  show(step: Step): void {
    const { name, done, total } = step;
    const payload = { name: name.padEnd(10), figures: figuresOf(step) };
    const bar = this.#bars.get(name);
    if (!bar) {
      this.#bars.set(name, this.#all.create(total, done, payload));
      return;
    }
    bar.setTotal(total);
    bar.update(done, payload);
  }

  note(sentence: string): void {
    this.#all.log(`${printable(sentence)}\n`);
  }

  end(): void {
    this.#all.stop();
  }
}

/** Milliseconds between two lines about the same thing. */
const PAUSE = 2_000;

class Lines implements Progress {
  readonly #told = new Map<string, { readonly line: string; readonly at: number }>();

  readonly #opened: number;

  constructor(
    private readonly output: Output,
    private readonly now: () => number,
  ) {
    this.#opened = now();
  }

  show(step: Step): void {
    const line = `${step.name}: ${figuresOf(step)}`;
    const told = this.#told.get(step.name);
    const isEnd = told && step.done >= step.total;
    const isDue = isEnd || this.now() - (told?.at ?? this.#opened) >= PAUSE;
    if (!isDue || told?.line === line) return;
    this.#told.set(step.name, { line, at: this.now() });
    this.note(line);
  }

  note(sentence: string): void {
    this.output.write(`${printable(sentence)}\n`);
  }

  end(): void {
    // Every line stands as it was written.
  }
}

function figuresOf({ done, total, perSecond, secondsLeft }: Step): string {
  const figures = [percent(done, total), `${count(done)} of ${count(total)}`];
  if (perSecond && done < total) figures.push(`${count(Math.round(perSecond))}/s`);
  if (secondsLeft !== undefined && done < total) figures.push(`${duration(secondsLeft)} left`);
  return figures.join(', ');
}
