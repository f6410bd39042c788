import { FencedOff } from '../port/index.js';

export interface Failure {
  readonly message: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Told of what a runner fails at, each time with what it was: it tries again by itself. */
export type FailureListener = (what: string, error: unknown) => void;

/**
 * What a runner fails at now, by what it was. It is told of when it begins and when its message changes, not each time
 * that it is tried again; nor where something else fails with the same message already, as all does when a store is
 * away.
 */
export class Failures {
  readonly #current = new Map<string, Failure>();

  constructor(
    private readonly tell: FailureListener,
    /** Milliseconds since 1970. */
    private readonly now: () => number,
  ) {}

  /** Does a piece of work, so that its failure keeps nothing else from being done. @returns whether it was done */
  async attempt(what: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.mended(what);
      return true;
    } catch (error) {
      this.failed(what, error);
      return false;
    }
  }

  /** To have been refused because of a newer owner is not a failure: the next beat tells who that is. */
  failed(what: string, error: unknown): void {
    if (error instanceof FencedOff) return;
    const failure = failureOf(error, this.now());
    const isTold = [...this.#current.values()].some(({ message }) => message === failure.message);
    this.#current.set(what, failure);
    if (!isTold) this.tell(what, error);
  }

  mended(what: string): void {
    this.#current.delete(what);
  }

  of(what: string): Failure | undefined {
    return this.#current.get(what);
  }
}

export function failureOf(error: unknown, now: number): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return { message, at: new Date(now).toISOString() };
}
