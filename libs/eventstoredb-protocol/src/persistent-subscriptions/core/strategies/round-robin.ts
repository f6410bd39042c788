import type { Consumer } from '../consumers.js';
import { firstWithRoom } from './first-with-room.js';

/** One message each, in turn; who has no room is passed over. */
export class RoundRobin {
  readonly pins = false;
  #last: Consumer | undefined;

  choose(_pin: string, consumers: readonly Consumer[]): Consumer | undefined {
    const turn = this.#last ? consumers.indexOf(this.#last) + 1 : 0;
    const found = firstWithRoom(consumers, turn);
    this.#last = found ?? this.#last;
    return found;
  }
}
