import type { FromWriter } from './writer-messages.js';

/** So many requests are answered as soon as their outcomes arrive; further ones when the event loop has had its turn. */
const AT_ONCE = 100;

/**
 * What the writer's thread has sent, on its way to those who wait for it. Node hands over up to a thousand messages in
 * one turn of the event loop, those too that come meanwhile, so that callers who write on with every answer would hold
 * up everything else for as long.
 */
export class Arrivals {
  readonly #messages: FromWriter[] = [];
  /** Requests answered in this turn of the event loop, and its end. */
  #answeredInTurn = 0;
  #turn: NodeJS.Immediate | undefined;

  constructor(private readonly receive: (messages: readonly FromWriter[]) => void) {}

  add(message: FromWriter): void {
    this.#messages.push(message);
    if (this.#answeredInTurn < AT_ONCE) this.receiveAll();
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      this.receiveAll();
      this.#answeredInTurn = 0;
    });
  }

  receiveAll(): void {
    const messages = this.#messages.splice(0);
    for (const message of messages) {
      if ('outcomes' in message) this.#answeredInTurn += message.outcomes.length;
    }
    this.receive(messages);
  }
}
