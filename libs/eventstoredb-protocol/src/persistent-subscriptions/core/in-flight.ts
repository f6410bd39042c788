import type { Consumer } from './consumers.js';
import type { Entry } from './message.js';

export interface Flight<Content> {
  readonly entry: Entry<Content>;
  readonly consumer: Consumer;
  readonly since: number;
}

/** The messages that are with a consumer. No two of them have the same id, so that an answer is never ambiguous. */
export class InFlight<Content> {
  readonly #byId = new Map<string, Flight<Content>>();
  readonly #byPin = new Map<string, Set<Flight<Content>>>();

  /** @param timeout milliseconds that a message may be with a consumer; 0: any time */
  constructor(private readonly timeout: number) {}

  get size(): number {
    return this.#byId.size;
  }

  /** When the first of them is overdue. */
  get dueAt(): number | undefined {
    const [oldest] = this.#byId.values();
    return oldest && this.timeout > 0 ? oldest.since + this.timeout : undefined;
  }

  find(id: string): Flight<Content> | undefined {
    return this.#byId.get(id);
  }

  /** The consumer that has messages of this pin. */
  holder(pin: string): Consumer | undefined {
    const [flight] = this.#byPin.get(pin) ?? [];
    return flight?.consumer;
  }

  start(entry: Entry<Content>, consumer: Consumer, now: number): void {
    const flight = { entry, consumer, since: now };
    this.#byId.set(entry.message.id, flight);
    const { pin } = entry.message;
    this.#byPin.set(pin, (this.#byPin.get(pin) ?? new Set()).add(flight));
    consumer.inFlight += 1;
    consumer.meter.total += 1;
  }

  end(flight: Flight<Content>, now: number): void {
    const { entry, consumer, since } = flight;
    this.#byId.delete(entry.message.id);
    const ofPin = this.#byPin.get(entry.message.pin);
    ofPin?.delete(flight);
    if (ofPin?.size === 0) this.#byPin.delete(entry.message.pin);
    consumer.inFlight -= 1;
    consumer.measurements.add(now - since);
  }

  /** Kept in the order of their start, so only those that are overdue are looked at. */
  overdue(now: number): readonly Flight<Content>[] {
    const found: Flight<Content>[] = [];
    if (this.timeout === 0) return found;
    for (const flight of this.#byId.values()) {
      if (flight.since + this.timeout > now) break;
      found.push(flight);
    }
    return found;
  }

  /** In the order of their places. */
  of(consumer: Consumer): readonly Flight<Content>[] {
    return [...this.#byId.values()]
      .filter((flight) => flight.consumer === consumer)
      .sort((one, other) => (one.entry.message.place < other.entry.message.place ? -1 : 1));
  }
}
