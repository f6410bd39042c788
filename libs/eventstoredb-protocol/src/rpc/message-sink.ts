import { once, type EventEmitter } from 'node:events';

/** A call as far as sending goes. */
type SendingCall<Message> = EventEmitter & {
  readonly cancelled: boolean;
  write(message: Message): boolean;
};

/** Sends messages no faster than the client takes them. */
export class MessageSink<Message> {
  /** Aborts when the client has left, or when `until` does: nothing can be sent after that. */
  readonly signal: AbortSignal;
  #drained: Promise<unknown> | undefined;

  constructor(
    private readonly call: SendingCall<Message>,
    until?: AbortSignal,
  ) {
    const left = new AbortController();
    if (call.cancelled) left.abort();
    call.once('cancelled', () => {
      left.abort();
    });
    this.signal = until ? AbortSignal.any([left.signal, until]) : left.signal;
  }

  /** Resolves when more can be sent. @throws when the signal aborts before that */
  async send(message: Message): Promise<void> {
    this.signal.throwIfAborted();
    if (this.call.write(message)) return;
    // One wait for all who send meanwhile.
    this.#drained ??= once(this.call, 'drain', { signal: this.signal }).finally(() => {
      this.#drained = undefined;
    });
    await this.#drained;
  }
}
