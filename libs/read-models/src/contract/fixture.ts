import type { DocumentChange, DocumentStore, DocumentQuery, StoredDocument } from '../port/index.js';

/** A fresh, empty store, and what the suite needs around it. */
export interface StoreUnderTest {
  readonly store: DocumentStore;
  /** A further connection to the same documents, as another process has it. The suite closes it. */
  connect(): Promise<DocumentStore>;
  /** Closes the store and removes what was stored. */
  dispose(): Promise<void>;
}

export type OpenStore = () => Promise<StoreUnderTest>;

export const BOOKS = 'books';

export interface Book {
  readonly title?: string | null;
  readonly year?: number | string | boolean;
  readonly lent?: boolean;
  readonly tags?: readonly (string | number | boolean)[] | string;
}

/** Opens a store with one collection before each test. */
export function withBooks(open: OpenStore): {
  readonly store: DocumentStore;
  connect(): Promise<DocumentStore>;
} {
  let opened: StoreUnderTest | undefined;
  const others: DocumentStore[] = [];
  const current = (): StoreUnderTest => {
    if (opened) return opened;
    throw new TypeError('A store is there inside of tests only.');
  };
  beforeEach(async () => {
    opened = await open();
    await opened.store.ensureCollection({ name: BOOKS, indexes: ['title', 'year', 'lent', 'tags'] });
  });
  afterEach(async () => {
    await Promise.all(others.splice(0).map((other) => other.close()));
    await opened?.dispose();
  });
  return {
    get store() {
      return current().store;
    },
    async connect() {
      const other = await current().connect();
      others.push(other);
      return other;
    },
  };
}

export function book(id: string, body: Book = {}, position = 1n, collection = BOOKS): DocumentChange {
  return { collection, id, position, body };
}

export async function idsOf(
  store: DocumentStore,
  query: Partial<DocumentQuery> = {},
  collection = BOOKS,
): Promise<readonly string[]> {
  return (await store.find(collection, { limit: 10_000, ...query })).map(({ id }) => id);
}

export async function loadOne(
  store: DocumentStore,
  id: string,
  collection = BOOKS,
): Promise<StoredDocument | undefined> {
  return (await store.load(collection, [id])).get(id);
}

export async function checkpointOf(store: DocumentStore, projection: string): Promise<bigint | undefined> {
  return (await store.checkpoints([projection])).get(projection);
}

/** Every document of a query, read page by page behind the last one. */
export async function pages(
  store: DocumentStore,
  query: DocumentQuery & { readonly sort: NonNullable<DocumentQuery['sort']> },
  between: (page: number) => Promise<void> = async () => undefined,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: DocumentQuery['after'];
  for (let page = 0; ; page += 1) {
    const found = await store.find<Record<string, unknown>>(BOOKS, after ? { ...query, after } : query);
    ids.push(...found.map(({ id }) => id));
    const last = found.at(-1);
    if (!last || found.length < query.limit) return ids;
    const value = last.body[query.sort.field];
    after = { id: last.id, value: isScalar(value) ? value : undefined };
    await between(page);
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
