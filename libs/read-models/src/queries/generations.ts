import type { Position } from '#event-store';
import { checkpointsOf, CONTROL, generationsId, type Generation } from '../names.js';
import { lowest } from '../positions.js';
import { UnknownCollection, type DocumentStore } from '../port/index.js';

/** Which generations of a projection there are. */
export interface Generations {
  readonly kind: 'generations';
  readonly projection: string;
  /** The one that queries read. */
  readonly serving: Generation;
  /** The one that is being filled, to serve afterwards. */
  readonly filling: Generation | null;
  /** Collections that no query reads any more, to be dropped; since when, in milliseconds since 1970. */
  readonly retired: readonly (Pick<Generation, 'collection' | 'partitions'> & { readonly since: number })[];
  /** What serves stands still from now on, until the one that is filled has passed it and serves. */
  readonly handingOver?: boolean;
  /** Number of the newest generation. */
  readonly newest: number;
}

export interface StoredGenerations {
  /** Grows with every change. */
  readonly revision: Position;
  readonly generations: Generations;
}

export const CONTROL_COLLECTION = { name: CONTROL, indexes: ['kind'] } as const;

/** `undefined` while no runner has set up the projection. @param token of the one who alone changes them from now on */
export async function readGenerations(
  store: DocumentStore,
  projection: string,
  token?: bigint,
): Promise<StoredGenerations | undefined> {
  const id = generationsId(projection);
  const found = (await orNone(store.load<Generations>(CONTROL, [id], token)))?.get(id);
  return found && { revision: found.position, generations: found.body };
}

/** All projections that a runner has set up. */
export async function readAllGenerations(store: DocumentStore): Promise<readonly Generations[]> {
  const query = { where: { kind: 'generations' }, limit: 1_000 };
  const found = await orNone(store.find<Generations>(CONTROL, query));
  return (found ?? []).map(({ body }) => body);
}

/** @param token that they were read under */
export async function saveGenerations(
  store: DocumentStore,
  { revision, generations }: StoredGenerations,
  token: bigint,
): Promise<void> {
  const id = generationsId(generations.projection);
  const changes = [{ collection: CONTROL, id, position: revision, body: generations }];
  await store.commit(changes, [{ projection: CONTROL, position: 0n }], token);
}

/** How far all partitions of a generation have come. */
export async function positionOf(store: DocumentStore, generation: Generation): Promise<Position> {
  const names = checkpointsOf(generation);
  const found = await store.checkpoints(names);
  return lowest(names.map((name) => found.get(name) ?? 0n));
}

/** The result of reading a collection that a runner makes at its first start; `undefined` before that. */
export async function orNone<Result>(reading: Promise<Result>): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof UnknownCollection) return undefined;
    throw error;
  }
}
