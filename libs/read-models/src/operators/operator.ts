import { randomUUID } from 'node:crypto';
import { parkedCollection } from '../names.js';
import type { DocumentStore } from '../port/index.js';
import { orNone, readAllGenerations } from '../queries/generations.js';
import { isRunnerAlive } from '../runner/partitions/liveness.js';
import type { Parked } from '../runner/parking/parking.js';
import type { ProjectionStatus } from '../runner/status.js';
import { readProgress } from './progress.js';
import { readRequest, REQUESTS_COLLECTION, saveRequest, type OperatorRequest } from './requests.js';

/**
 * What an operator sees and asks from a process of its own, through the document store alone. The runner at work takes
 * up the requests; where there is none, run one here.
 */
export class Operator {
  constructor(
    private readonly store: DocumentStore,
    private readonly now: () => number = Date.now,
  ) {}

  isRunnerAlive(): Promise<boolean> {
    return isRunnerAlive(this.store);
  }

  /** Fills the projection again from the start, while the present one serves. @returns the id of the request */
  rebuild(projection: string): Promise<string> {
    return this.#ask({ kind: 'rebuild', projection });
  }

  /** Folds what was held back, of one document or of all. @returns the id of the request */
  replay(projection: string, documentId?: string): Promise<string> {
    return this.#ask({ kind: 'replay', projection, ...(documentId !== undefined && { documentId }) });
  }

  /** What has become of a request. */
  request(id: string): Promise<OperatorRequest | undefined> {
    return readRequest(this.store, id);
  }

  /** The status of every projection, as the runners wrote it last; at most a second old while one is at work. */
  status(): Promise<readonly ProjectionStatus[]> {
    return readProgress(this.store);
  }

  /** What is parked in the generations that serve. */
  async parked(projection?: string): Promise<readonly Parked[]> {
    const generations = await readAllGenerations(this.store);
    const wanted = generations.filter((one) => projection === undefined || one.projection === projection);
    const lists = await Promise.all(wanted.map(({ serving }) => this.#parkedIn(serving.collection)));
    return lists.flat();
  }

  async #parkedIn(collection: string): Promise<readonly Parked[]> {
    const query = { where: { status: 'parked' }, limit: 10_000 };
    const found = await orNone(this.store.find<Parked>(parkedCollection(collection), query));
    return (found ?? []).map(({ body }) => body);
  }

  async #ask(what: Pick<OperatorRequest, 'kind' | 'projection' | 'documentId'>): Promise<string> {
    const id = randomUUID();
    await this.store.ensureCollection(REQUESTS_COLLECTION);
    const request: OperatorRequest = {
      ...what,
      status: 'asked',
      askedAt: new Date(this.now()).toISOString(),
    };
    await saveRequest(this.store, { id, revision: 1n, request });
    return id;
  }
}
