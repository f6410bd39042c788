import { MAX_APPEND_BYTES, type NewLogEvent } from '#event-store/embedded';
import { readProposedEvent, sizeOf, type ProposedMessage } from '../messages/proposed-event.js';
import { maxAppendSizeExceeded } from '../rpc/errors.js';

/** Bytes of memory that an event takes besides its data and metadata, about. */
const BESIDES = 1_024;

/** The events of an append as they come in, no more than one append may have. */
export class ProposedEvents {
  readonly #events: NewLogEvent[] = [];
  #bytes = 0;

  get all(): readonly NewLogEvent[] {
    return this.#events;
  }

  /** Bytes of memory that they take, about: events without data take some too. */
  get held(): number {
    return this.#bytes + this.#events.length * BESIDES;
  }

  /**
   * @throws RpcError when the append becomes too large with it, or the event is not complete; it is not among them then
   */
  add(message: ProposedMessage): void {
    const event = readProposedEvent(message);
    const bytes = sizeOf(event);
    if (this.#bytes + bytes > MAX_APPEND_BYTES) throw maxAppendSizeExceeded();
    this.#bytes += bytes;
    this.#events.push(event);
  }
}
