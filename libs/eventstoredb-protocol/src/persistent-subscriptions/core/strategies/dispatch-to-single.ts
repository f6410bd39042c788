import type { Consumer } from '../consumers.js';
import { firstWithRoom } from './first-with-room.js';

/** All to one consumer; when it has no room the next one takes over. */
export class DispatchToSingle {
  readonly pins = false;
  #current: Consumer | undefined;

  choose(_pin: string, consumers: readonly Consumer[]): Consumer | undefined {
    const turn = this.#current ? Math.max(0, consumers.indexOf(this.#current)) : 0;
    const found = firstWithRoom(consumers, turn);
    this.#current = found ?? this.#current;
    return found;
  }
}
