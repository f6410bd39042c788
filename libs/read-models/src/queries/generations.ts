import type { Position } from '#event-store';
import { CONTROL, generationsId, type Generation } from '../names.js';
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
  readonly retired: readonly { readonly collection: string; readonly since: number }[];
  /** Number of the newest generation. */
  readonly newest: number;
}

export interface StoredGenerations {
  /** Grows with every change. */
  readonly revision: Position;
  readonly generations: Generations;
}

export const CONTROL_COLLECTION = { name: CONTROL, indexes: ['kind'] } as const;

/** `undefined` while no runner has set up the projection. */
export async function readGenerations(
  store: DocumentStore,
  projection: string,
): Promise<StoredGenerations | undefined> {
  const id = generationsId(projection);
  const found = (await orNone(store.load<Generations>(CONTROL, [id])))?.get(id);
  return found && { revision: found.position, generations: found.body };
}

/** All projections that a runner has set up. */
export async function readAllGenerations(store: DocumentStore): Promise<readonly Generations[]> {
  const query = { where: { kind: 'generations' }, limit: 1_000 };
  const found = await orNone(store.find<Generations>(CONTROL, query));
  return (found ?? []).map(({ body }) => body);
}

export async function saveGenerations(
  store: DocumentStore,
  { revision, generations }: StoredGenerations,
): Promise<void> {
  const id = generationsId(generations.projection);
  await store.commit([{ collection: CONTROL, id, position: revision, body: generations }]);
}

/** What is read of a collection that the first start of a runner makes; `undefined` before that. */
export async function orNone<Result>(reading: Promise<Result>): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof UnknownCollection) return undefined;
    throw error;
  }
}
