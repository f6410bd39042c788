import { CONTROL, progressId } from '../names.js';
import type { DocumentStore } from '../port/index.js';
import { orNone } from '../queries/generations.js';
import type { ProjectionStatus } from '../runner/status.js';

/** A status as it is stored: positions are decimal strings. */
interface StoredStatus {
  readonly kind: 'progress';
  readonly status: string;
}

/** Writes down how every projection stands, for other processes. */
export class ProgressWriter {
  readonly #written = new Map<string, { readonly revision: bigint; readonly status: string }>();

  constructor(private readonly store: DocumentStore) {}

  /** Writes what has changed. */
  async write(statuses: readonly ProjectionStatus[]): Promise<void> {
    await this.#open(statuses);
    const changes = statuses.flatMap((status) => {
      const id = progressId(status.projection);
      const text = JSON.stringify(status, (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}` : value,
      );
      const last = this.#written.get(id);
      if (last?.status === text) return [];
      const revision = (last?.revision ?? 0n) + 1n;
      this.#written.set(id, { revision, status: text });
      const body: StoredStatus = { kind: 'progress', status: text };
      return [{ collection: CONTROL, id, position: revision, body }];
    });
    if (changes.length > 0) await this.store.commit(changes);
  }

  async #open(statuses: readonly ProjectionStatus[]): Promise<void> {
    const unknown = statuses
      .map(({ projection }) => progressId(projection))
      .filter((id) => !this.#written.has(id));
    if (unknown.length === 0) return;
    for (const [id, { position, body }] of await this.store.load<StoredStatus>(CONTROL, unknown)) {
      this.#written.set(id, { revision: position, status: body.status });
    }
  }
}

export async function readProgress(store: DocumentStore): Promise<readonly ProjectionStatus[]> {
  const query = { where: { kind: 'progress' }, limit: 1_000 };
  const found = await orNone(store.find<StoredStatus>(CONTROL, query));
  return (found ?? []).map(({ body }) => JSON.parse(body.status, revive) as ProjectionStatus);
}

function revive(key: string, value: unknown): unknown {
  return key === 'position' || key === 'head' ? BigInt(String(value)) : value;
}
