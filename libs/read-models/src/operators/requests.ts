import { REQUESTS } from '../names.js';
import type { DocumentStore } from '../port/index.js';
import type { ReplayOutcome } from '../runner/parking/replayer.js';

/** What an operator asks of the runner at work. */
export interface OperatorRequest {
  readonly kind: 'rebuild' | 'replay';
  readonly projection: string;
  /** Of a replay: this document alone. */
  readonly documentId?: string;
  readonly status: 'asked' | 'running' | 'done' | 'failed';
  /** ISO 8601. */
  readonly askedAt: string;
  /** Of a rebuild: the generation that serves when it is done. */
  readonly generation?: number;
  /** What came of it, in a sentence. */
  readonly outcome?: string;
  readonly replayed?: number;
  readonly stillParked?: number;
  /** Of a replay: what came of it, by partition, until all have answered. */
  readonly answers?: Readonly<Record<string, ReplayOutcome>>;
}

export interface StoredRequest {
  readonly id: string;
  readonly revision: bigint;
  readonly request: OperatorRequest;
}

export const REQUESTS_COLLECTION = { name: REQUESTS, indexes: ['status'] } as const;

export async function openRequests(store: DocumentStore): Promise<readonly StoredRequest[]> {
  const where = { status: { in: ['asked', 'running'] } };
  const found = await store.find<OperatorRequest>(REQUESTS, { where, limit: 100 });
  return found.map(({ id, position, body }) => ({ id, revision: position, request: body }));
}

export async function readRequest(store: DocumentStore, id: string): Promise<OperatorRequest | undefined> {
  return (await store.load<OperatorRequest>(REQUESTS, [id])).get(id)?.body;
}

/** Saves a request, or the answer to one. */
export function saveRequest(store: DocumentStore, { id, revision, request }: StoredRequest): Promise<void> {
  return store.commit([{ collection: REQUESTS, id, position: revision, body: request }]);
}
