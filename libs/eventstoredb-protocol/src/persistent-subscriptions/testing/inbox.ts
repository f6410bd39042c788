import type { EventEmitter } from 'node:events';
import type { PersistentAction, ResolvedEvent } from '@eventstore/db-client';

/** What a subscription to a group brings. */
export interface Delivery extends ResolvedEvent {
  readonly retryCount: number;
}

/** The subscriptions of the client to a stream and to `$all` have these in common. */
interface Subscription extends Pick<EventEmitter, 'on'> {
  ack(...events: ResolvedEvent[]): Promise<void>;
  nack(action: PersistentAction, reason: string, ...events: ResolvedEvent[]): Promise<void>;
  unsubscribe(): Promise<void>;
}

/** A consumer that keeps what it is brought until the test asks for it. */
export class Inbox {
  readonly #deliveries: Delivery[] = [];
  readonly #waiting = new Set<() => void>();
  #error: Error | undefined;
  #isConfirmed = false;

  constructor(readonly subscription: Subscription) {
    subscription.on('data', (delivery: Delivery) => {
      this.#deliveries.push(delivery);
      this.#wake();
    });
    subscription.on('confirmation', () => {
      this.#isConfirmed = true;
      this.#wake();
    });
    subscription.on('error', (error: Error) => {
      this.#error = error;
      this.#wake();
    });
  }

  /** Resolves when the consumer has joined the group. */
  async joined(): Promise<this> {
    await this.#until(() => this.#isConfirmed);
    return this;
  }

  /** The next deliveries, unanswered. */
  async take(count: number): Promise<readonly Delivery[]> {
    await this.#until(() => this.#deliveries.length >= count);
    return this.#deliveries.splice(0, count);
  }

  /** The next deliveries, each acknowledged. */
  async acknowledge(count: number): Promise<readonly Delivery[]> {
    const taken: Delivery[] = [];
    while (taken.length < count) {
      const [next] = await this.take(1);
      if (!next) break;
      await this.subscription.ack(next);
      taken.push(next);
    }
    return taken;
  }

  /** How many have come that nobody has taken. */
  get size(): number {
    return this.#deliveries.length;
  }

  /** The error that ends the subscription. */
  async error(): Promise<Error | undefined> {
    while (!this.#error) await this.#next();
    return this.#error;
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.#error) throw this.#error;
      await this.#next();
    }
  }

  #next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

/** What the data of events made by `events` count. */
export function indexes(deliveries: readonly Delivery[]): readonly unknown[] {
  return deliveries.map(({ event }) => (event?.data as { index?: number } | undefined)?.index);
}
