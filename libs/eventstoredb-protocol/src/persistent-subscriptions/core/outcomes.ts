import type { Effect, RefusalAction } from './exchange.js';
import type { Flight, InFlight } from './in-flight.js';
import type { Entry, Message } from './message.js';
import type { Progress } from './progress.js';
import type { Replay } from './replay.js';
import type { Waiting } from './waiting.js';

/** Where the messages of a group are. */
export interface Places<Content> {
  readonly waiting: Waiting<Content>;
  readonly inFlight: InFlight<Content>;
  readonly progress: Progress<Content>;
  readonly replay: Replay<Content>;
}

/** What becomes of messages that were with a consumer: done, to be delivered again, or parked. */
export class Outcomes<Content> {
  readonly #parking = new Map<Message<Content>, Entry<Content>>();

  /** @param want takes what is to be done about it */
  constructor(
    private readonly maxRetryCount: number,
    private readonly places: Places<Content>,
    private readonly want: (effect: Effect<Content>) => void,
  ) {}

  /** How many are on their way to the disk. */
  get parking(): number {
    return this.#parking.size;
  }

  /** Also a late acknowledgement is good, while the message waits to be delivered again. */
  acknowledged(id: string, now: number): void {
    const flight = this.places.inFlight.find(id);
    const entry = flight ? this.#landed(flight, now) : this.places.waiting.findReturned(id);
    if (!entry) return;
    if (!flight) this.places.waiting.remove(entry);
    this.#finished(entry);
  }

  refused(flight: Flight<Content>, action: RefusalAction, reason: string, now: number): void {
    if (action === 'retry') {
      this.failed(flight, now);
      return;
    }
    const entry = this.#landed(flight, now);
    if (action === 'skip') this.#finished(entry);
    else if (action === 'park') this.#park(entry, `Client explicitly NAK'ed message.\n${reason}`);
    else this.places.waiting.again(entry);
  }

  /** The consumer did not manage it, by its own words, in time, or at all. */
  failed(flight: Flight<Content>, now: number): void {
    const entry = this.#landed(flight, now);
    if (entry.retryCount >= this.maxRetryCount) {
      this.#park(entry, `Reached retry count of ${this.maxRetryCount}`);
      return;
    }
    entry.retryCount += 1;
    this.places.waiting.again(entry);
  }

  parked(message: Message<Content>): void {
    const entry = this.#parking.get(message);
    this.#parking.delete(message);
    if (entry) this.#finished(entry);
  }

  #landed(flight: Flight<Content>, now: number): Entry<Content> {
    this.places.inFlight.end(flight, now);
    return flight.entry;
  }

  #park(entry: Entry<Content>, reason: string): void {
    this.#parking.set(entry.message, entry);
    this.want({ type: 'park', message: entry.message, reason });
  }

  #finished(entry: Entry<Content>): void {
    if (entry.isReplay) this.places.replay.finished(entry);
    else this.places.progress.finished(entry);
  }
}
