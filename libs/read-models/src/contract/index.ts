import { describeCollections } from './collections.js';
import { describeCommits } from './commits.js';
import type { OpenStore } from './fixture.js';
import { describePaging } from './paging.js';
import { describeQueries } from './queries.js';
import { describeText } from './text.js';

export type { OpenStore, StoreUnderTest } from './fixture.js';

/** What every document store does. `open` gives each test a store of its own. */
export function describeDocumentStore(name: string, open: OpenStore): void {
  describe(`${name} as a document store`, () => {
    describeCollections(open);
    describeCommits(open);
    describeQueries(open);
    describePaging(open);
    describeText(open);
  });
}
