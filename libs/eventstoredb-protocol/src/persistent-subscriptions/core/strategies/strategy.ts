import type { StrategyName } from '../settings.js';
import type { Consumer } from '../consumers.js';
import { DispatchToSingle } from './dispatch-to-single.js';
import { Pinned } from './pinned.js';
import { RoundRobin } from './round-robin.js';

/** Who gets a message. */
export interface Strategy {
  /** Whether another message may find room where this one found none. */
  readonly pins: boolean;
  /**
   * @param consumers in the order in which they joined; another array whenever one joins or leaves
   * @param holder who has messages of the same pin in flight
   * @returns `undefined` when nobody who may take the message has room
   */
  choose(pin: string, consumers: readonly Consumer[], holder: Consumer | undefined): Consumer | undefined;
}

export function strategyOf(name: StrategyName): Strategy {
  switch (name) {
    case 'RoundRobin':
      return new RoundRobin();
    case 'DispatchToSingle':
      return new DispatchToSingle();
    case 'Pinned':
    case 'PinnedByCorrelation':
      return new Pinned();
  }
}
