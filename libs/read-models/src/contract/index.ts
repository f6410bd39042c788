import { describeCollections } from './collections.js';
import { describeCommits } from './commits.js';
import { describeFencing } from './fencing.js';
import type { OpenStore } from './fixture.js';
import { describePaging } from './paging.js';
import { describeQueries } from './queries.js';
import { describeText } from './text.js';

export type { OpenStore, StoreUnderTest } from './fixture.js';

/**
 * What every document store does. `open` gives each test a store of its own.
 *
 * @param left conditions that the server behind the store is known to match wrongly
 */
export function describeDocumentStore(name: string, open: OpenStore, left: readonly string[] = []): void {
  describe(`${name} as a document store`, () => {
    describeCollections(open);
    describeCommits(open);
    describeFencing(open);
    describeQueries(open, left);
    describePaging(open);
    describeText(open);
  });
}
