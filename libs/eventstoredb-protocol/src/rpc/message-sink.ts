import { once } from 'node:events';
import { endOf, type EndingCall } from './call-end.js';
import { shuttingDown } from './errors.js';

/** A call as far as sending goes. */
type SendingCall<Message> = EndingCall & { write(message: Message): boolean };

/** Sends messages no faster than the client takes them. */
export class MessageSink<Message> {
  /** Aborts when the client has left, or when `until` does: nothing can be sent after that. */
  readonly signal: AbortSignal;
  #drained: Promise<unknown> | undefined;

  constructor(
    private readonly call: SendingCall<Message>,
    until?: AbortSignal,
  ) {
    this.signal = endOf(call, until);
  }

  /**
   * Resolves when more can be sent.
   *
   * @throws RpcError UNAVAILABLE when the signal aborts before that; a client that has left does not get to see it
   */
  async send(message: Message): Promise<void> {
    if (this.signal.aborted) throw shuttingDown();
    if (this.call.write(message)) return;
    // One wait for all who send meanwhile.
    this.#drained ??= this.#drain();
    await this.#drained;
  }

  async #drain(): Promise<void> {
    try {
      await once(this.call, 'drain', { signal: this.signal });
    } catch {
      throw shuttingDown();
    } finally {
      this.#drained = undefined;
    }
  }
}
