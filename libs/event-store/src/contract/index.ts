import { describeAppending } from './appending.js';
import { describeBadInput } from './bad-input.js';
import { describeClosing } from './closing.js';
import { useStore, type OpenedStore } from './fixtures.js';
import { describeIdempotency } from './idempotency.js';
import { describeReadingAll } from './reading-all.js';
import { describeReadingStreams } from './reading-streams.js';
import { describeSubscribingToAll } from './subscribing-to-all.js';
import { describeSubscribingToStreams } from './subscribing-to-streams.js';

export type { OpenedStore } from './fixtures.js';

/**
 * What every event store does, sentence by sentence of the port. The store may hold events of others already, its
 * positions need not follow each other without gaps, and others may write to it meanwhile.
 *
 * @param openStore opens a store, or a connection to one; called more than once, one at a time
 */
export function describeEventStore(name: string, openStore: () => Promise<OpenedStore>): void {
  describe(`event store: ${name}`, () => {
    describe('open', () => {
      const store = useStore(openStore);
      describeAppending(store);
      describeIdempotency(store);
      describeReadingStreams(store);
      describeReadingAll(store);
      describeSubscribingToAll(store);
      describeSubscribingToStreams(store);
      describeBadInput(store);
    });
    describeClosing(openStore);
  });
}
