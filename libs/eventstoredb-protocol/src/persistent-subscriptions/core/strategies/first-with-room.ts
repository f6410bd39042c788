import type { Consumer } from '../consumers.js';

/** The first consumer that has room, beginning at this index and going round. */
export function firstWithRoom(consumers: readonly Consumer[], start: number): Consumer | undefined {
  for (let step = 0; step < consumers.length; step += 1) {
    const consumer = consumers[(start + step) % consumers.length];
    if (consumer?.hasRoom) return consumer;
  }
  return undefined;
}
