import type { Position } from '#event-store';
import { FencedOff, UnknownCollection, type Checkpoint, type CollectionSpec } from '../port/index.js';

/** A change on its way to the writer's thread: its body is JSON text, which is copied faster than objects are. */
export interface WrittenChange {
  readonly collection: string;
  readonly id: string;
  readonly position: Position;
  readonly body: string;
}

/** All that is written to the file: each is done on the writer's thread, in a transaction that others share. */
export interface Writes {
  /** @throws UnknownCollection, FencedOff */
  commit(changes: readonly WrittenChange[], checkpoints: readonly Checkpoint[], token?: bigint): void;
  /** @returns the statements that make the indexes that it still lacks, one each */
  ensureCollection(spec: CollectionSpec): readonly string[];
  /** It holds up other writes for up to a second an index and million documents. */
  makeIndex(statement: string): void;
  hideCollection(name: string): void;
  /** @returns whether something of what was hidden is left to clear */
  clearPiece(): boolean;
  /** @throws FencedOff */
  claim(projections: readonly string[], token: bigint): ReadonlyMap<string, Position>;
  removeCheckpoint(projection: string): void;
}

export type WriteRequest = {
  [Name in keyof Writes]: readonly [name: Name, ...parameters: Parameters<Writes[Name]>];
}[keyof Writes];

export type WriteResult = ReturnType<Writes[keyof Writes]>;

/** Errors of the port lose their class on the way between threads. */
export type Reason = { readonly unknown: string } | { readonly fencedOff: string; readonly token: bigint };

export function reasonOf(error: unknown): Reason | undefined {
  if (error instanceof UnknownCollection) return { unknown: error.collection };
  if (error instanceof FencedOff) return { fencedOff: error.what, token: error.token };
  return undefined;
}

export function refused(reason: unknown): UnknownCollection | FencedOff {
  const why = reason as Reason;
  return 'unknown' in why ? new UnknownCollection(why.unknown) : new FencedOff(why.fencedOff, why.token);
}
