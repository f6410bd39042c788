import { createHash } from 'node:crypto';
import type { Consumer } from '../consumers.js';

/** How many pins are remembered with their owners. */
const REMEMBERED = 10_000;

/**
 * Messages of one pin to one consumer, in their order. Each consumer has a weight for each pin and the heaviest is
 * chosen, so that one that joins or leaves moves only its own share of the pins. A pin moves only while none of its
 * messages is in flight.
 */
export class Pinned {
  readonly pins = true;
  readonly #owners = new Map<string, Consumer>();
  #consumers: readonly Consumer[] = [];

  choose(pin: string, consumers: readonly Consumer[], holder: Consumer | undefined): Consumer | undefined {
    const owner = holder ?? this.#ownerOf(pin, consumers);
    return owner?.hasRoom ? owner : undefined;
  }

  #ownerOf(pin: string, consumers: readonly Consumer[]): Consumer | undefined {
    if (consumers !== this.#consumers || this.#owners.size >= REMEMBERED) this.#owners.clear();
    this.#consumers = consumers;
    const owner = this.#owners.get(pin) ?? heaviest(pin, consumers);
    if (owner) this.#owners.set(pin, owner);
    return owner;
  }
}

function heaviest(pin: string, consumers: readonly Consumer[]): Consumer | undefined {
  let found: Consumer | undefined;
  let most = '';
  for (const consumer of consumers) {
    const weight = createHash('sha1').update(consumer.id).update(pin).digest('hex');
    if (weight <= most) continue;
    found = consumer;
    most = weight;
  }
  return found;
}
