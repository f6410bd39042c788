import type { Position } from '#event-store';

export type Scalar = string | number | boolean;

/** A document of a read model. */
export interface StoredDocument<Body extends object = object> {
  readonly id: string;
  /** Position of the last event that went into it: what lies at or below is already in. */
  readonly position: Position;
  /** Plain JSON. */
  readonly body: Body;
}

/**
 * A set of documents of one kind. `indexes` names the top-level fields of the body that queries may filter or
 * sort by: scalar fields, and lists of scalars, which match when one of their values does.
 */
export interface CollectionSpec {
  readonly name: string;
  readonly indexes: readonly string[];
  /**
   * A new collection is filled before it is asked: a store may leave out its indexes until the collection is ensured
   * without this. Queries answer all the same, only slowly.
   */
  readonly filledFirst?: boolean;
}

/** Where a projection stands. */
export interface Checkpoint {
  readonly projection: string;
  readonly position: Position;
}

/** Documents are never removed one by one: a removed one could not refuse an event that it has already seen. */
export interface DocumentChange extends StoredDocument {
  readonly collection: string;
}

export type Condition =
  | Scalar
  | { readonly in: readonly Scalar[] }
  | { readonly above?: Scalar; readonly from?: Scalar; readonly below?: Scalar; readonly to?: Scalar };

export interface DocumentQuery {
  /** Every condition must hold. `above` and `below` are exclusive, `from` and `to` inclusive. */
  readonly where?: Readonly<Record<string, Condition>>;
  /** Default: by id. Equal values are ordered by id, in the same direction. Documents without the field come last. */
  readonly sort?: { readonly field: string; readonly direction: 'ascending' | 'descending' };
  /** Goes on after this document: its id, and its value of the sort field where there is one. */
  readonly after?: { readonly id: string; readonly value?: Scalar | undefined };
  /** Skips this many documents first; for order statistics such as a median. */
  readonly skip?: number;
  /** Most documents to answer, 1 to 10,000. */
  readonly limit: number;
}

/**
 * The port that every document store adapter fills; its contract suite is in `../contract`.
 *
 * Its methods throw `ReadModelsUnavailable` while the store cannot be reached or cannot work, and `ReadModelsDamaged`
 * when what is stored is.
 */
export interface DocumentStore {
  /** How many partitions the projections on it are split into: so many processes can share the work. */
  readonly partitions: number;
  /** Whether only processes of one machine can share it. */
  readonly isLocal: boolean;

  /** Creates the collection and its indexes where they do not exist yet. */
  ensureCollection(spec: CollectionSpec): Promise<void>;
  /** Removes a collection with all its documents; nothing happens where it does not exist. */
  dropCollection(name: string): Promise<void>;
  collections(): Promise<readonly string[]>;

  /**
   * The documents with these ids; those that are not there are left out.
   *
   * @param token see `commit`; with it, none of these documents can be changed any more by a commit that names its
   *   checkpoints under a lower token. A commit that names none is held back by stores without transactions alone
   * @throws UnknownCollection
   * @throws FencedOff when one of them was read under a higher token
   */
  load<Body extends object>(
    collection: string,
    ids: readonly string[],
    token?: bigint,
  ): Promise<ReadonlyMap<string, StoredDocument<Body>>>;
  /** @throws UnknownCollection @throws InvalidQuery */
  find<Body extends object>(
    collection: string,
    query: DocumentQuery,
  ): Promise<readonly StoredDocument<Body>[]>;
  /** @throws UnknownCollection @throws InvalidQuery */
  count(collection: string, where?: DocumentQuery['where']): Promise<number>;

  /**
   * Saves changes in the order given, then the checkpoints: in one transaction where the store has one, else one after
   * the other. A change at or below the position of the stored document is left out, a checkpoint never moves back, so
   * repeating a commit that was cut off changes nothing twice.
   *
   * @param token the fencing token of the owner of these checkpoints: each later owner has a higher one
   * @throws UnknownCollection
   * @throws InvalidDocument when one of them cannot be stored as it is; nothing of the commit is kept
   * @throws FencedOff when one of the checkpoints, or what is to be changed, was read under a higher token
   */
  commit(
    changes: readonly DocumentChange[],
    checkpoints?: readonly Checkpoint[],
    token?: bigint,
  ): Promise<void>;
  /**
   * How far they have come; those that have not begun are left out.
   *
   * @param token from now on no commit under a lower token moves them
   * @throws FencedOff when one of them was read under a higher token
   */
  checkpoints(projections: readonly string[], token?: bigint): Promise<ReadonlyMap<string, Position>>;
  removeCheckpoint(projection: string): Promise<void>;

  close(): Promise<void>;
}
