import type { CatchupSubscription, ReadableSubscription } from '@eventstore/db-client';
import type { Position } from '../../port/index.js';
import { NoAnswer } from '../failures.js';

/** What the server says between the events. */
export const CAUGHT_UP = Symbol('caught up');
export class Checkpoint {
  constructor(readonly position: Position) {}
}

/**
 * Milliseconds that a batch waits to be filled while the subscription catches up: a reader that takes many events at
 * once is faster by far.
 */
const PATIENCE = 100;

export type Item<Resolved> = Resolved | Checkpoint | typeof CAUGHT_UP;

export type Subscription<Resolved> = ReadableSubscription<Resolved> & CatchupSubscription;

/**
 * What comes from a subscription, in order, to be pulled. The client's stream holds as much as its high-water mark
 * says; then it stops reading, and the server has to wait.
 *
 * The client tells of checkpoints and of having caught up as soon as it meets them, while events before them still
 * wait in its stream. So they are put into that stream themselves, where they keep their place.
 */
export class Inbox<Resolved> {
  readonly #timer: NodeJS.Timeout;
  #failure: { readonly error: unknown } | undefined;
  #ended = false;
  #isLive = false;
  #wake: () => void = () => undefined;

  /** @param silence milliseconds in which the server has to confirm the subscription */
  constructor(
    private readonly subscription: Subscription<Resolved>,
    private readonly stop: AbortSignal,
    silence: number,
  ) {
    const fail = (error: unknown) => {
      this.#failure ??= { error };
      this.#wake();
    };
    this.#timer = setTimeout(() => {
      fail(new NoAnswer(silence));
    }, silence);
    subscription
      .on('caughtUp', () => {
        this.#isLive = true;
        subscription.push(CAUGHT_UP);
      })
      .on('confirmation', () => {
        clearTimeout(this.#timer);
      })
      // Stays for ever: what the client emits after the subscription is left would end the process.
      .on('error', fail)
      .on('readable', () => {
        this.#wake();
      })
      .on('end', () => {
        this.#ended = true;
        this.#wake();
      });
    stop.addEventListener('abort', this.#stopped);
  }

  /** Whether all that has come was taken. */
  get isEmpty(): boolean {
    return this.subscription.readableLength === 0;
  }

  /**
   * Takes what is there, up to the limit, and waits for it when nothing is; until the subscription has caught up also
   * for more, a moment long. Nothing comes any more when it answers nothing: the server has ended the subscription, or
   * the signal was aborted.
   */
  async take(limit: number): Promise<readonly Item<Resolved>[]> {
    const items: Item<Resolved>[] = [];
    let patience: number | undefined;
    for (;;) {
      this.#drainTo(items, limit);
      if (items.length === limit || this.#ended || this.stop.aborted) return items;
      if (items.length === 0) {
        if (this.#failure) throw this.#failure.error;
        await this.#change();
        continue;
      }
      patience ??= performance.now() + PATIENCE;
      const left = patience - performance.now();
      if (this.#isLive || this.#failure || left <= 0) return items;
      await this.#change(left);
    }
  }

  #drainTo(items: Item<Resolved>[], limit: number): void {
    while (items.length < limit) {
      const item = this.subscription.read() as Item<Resolved> | null;
      if (item === null) return;
      items.push(item);
    }
  }

  /** Resolves when something has come or the subscription is over, or after so many milliseconds. */
  async #change(milliseconds?: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (milliseconds !== undefined) timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
  }

  /** Ends the call: neither leaving a loop nor destroying the client's stream does. */
  leave(): void {
    clearTimeout(this.#timer);
    this.stop.removeEventListener('abort', this.#stopped);
    void this.subscription.unsubscribe().catch(() => undefined);
    this.subscription.destroy();
  }

  readonly #stopped = (): void => {
    this.#wake();
  };
}
