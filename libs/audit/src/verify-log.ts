import { type StoredEvent, StreamVerifier } from './verify-stream.js';

/**
 * Follows the hash chains of all streams at once, event by event in the order of the log, or of any order that
 * keeps each stream's own. Of each stream it remembers its name and one hash, some 250 bytes.
 */
export class LogVerifier<Event extends StoredEvent> {
  readonly #streams = new Map<string, StreamVerifier>();
  readonly #broken = new Map<string, Event>();
  #events = 0;

  get events(): number {
    return this.#events;
  }

  get streams(): number {
    return this.#streams.size;
  }

  /** Of each broken stream the first event that does not fit. */
  get broken(): readonly Event[] {
    return [...this.#broken.values()];
  }

  take(event: Event): void {
    this.#events += 1;
    if (this.#broken.has(event.stream)) return;
    if (!this.#verifier(event.stream).accepts(event)) this.#broken.set(event.stream, event);
  }

  #verifier(stream: string): StreamVerifier {
    let verifier = this.#streams.get(stream);
    if (!verifier) this.#streams.set(stream, (verifier = new StreamVerifier()));
    return verifier;
  }
}
