import { CONTROL, progressId } from '../names.js';
import type { DocumentStore } from '../port/index.js';
import { orNone } from '../queries/generations.js';
import { readLeases } from '../runner/partitions/stored-leases.js';
import type { Share } from '../runner/partitions/share.js';
import { together } from '../runner/status.js';
import type { ProjectionStatus } from '../runner/status.js';

/** A status as it is stored: positions are decimal strings. */
interface StoredStatus {
  readonly kind: 'progress';
  /** The first of those that it is the status of. */
  readonly partition: number;
  readonly status: string;
}

interface Written {
  readonly revision: bigint;
  readonly status: string;
}

/** Writes down how a share of every projection stands, for other processes. */
export class ProgressWriter {
  readonly #written = new Map<string, Written>();

  constructor(
    private readonly store: DocumentStore,
    private readonly share: Share,
  ) {}

  /** The first one of the share, which it is known by. */
  get #partition(): number {
    return this.share.partitions[0] ?? 0;
  }

  /** Writes what has changed. */
  async write(statuses: readonly ProjectionStatus[]): Promise<void> {
    await this.#open(statuses);
    const changed = statuses.flatMap((status) => {
      const id = progressId(status.projection, this.#partition);
      const text = JSON.stringify(status, (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}` : value,
      );
      const last = this.#written.get(id);
      return last?.status === text ? [] : [{ id, revision: (last?.revision ?? 0n) + 1n, status: text }];
    });
    if (changed.length > 0) await this.#commit(changed);
  }

  async #commit(changed: readonly (Written & { readonly id: string })[]): Promise<void> {
    const partition = this.#partition;
    const changes = changed.map(({ id, revision, status }) => {
      const body: StoredStatus = { kind: 'progress', partition, status };
      return { collection: CONTROL, id, position: revision, body };
    });
    try {
      await this.store.commit(changes, [], this.share.token);
    } catch (error) {
      // Some of it may be there: the next attempt reads what is.
      this.#written.clear();
      throw error;
    }
    for (const { id, ...written } of changed) this.#written.set(id, written);
  }

  async #open(statuses: readonly ProjectionStatus[]): Promise<void> {
    const unknown = statuses
      .map(({ projection }) => progressId(projection, this.#partition))
      .filter((id) => !this.#written.has(id));
    if (unknown.length === 0) return;
    for (const [id, { position, body }] of await this.store.load<StoredStatus>(
      CONTROL,
      unknown,
      this.share.token,
    )) {
      this.#written.set(id, { revision: position, status: body.status });
    }
  }
}

/** How every projection stands as a whole, as the owners of its partitions wrote it last. */
export async function readProgress(store: DocumentStore): Promise<readonly ProjectionStatus[]> {
  const { owners } = await readLeases(store);
  const firsts = new Set([...new Set(owners)].map((owner) => owners.indexOf(owner)));
  const query = { where: { kind: 'progress' }, limit: 10_000 };
  const found = (await orNone(store.find<StoredStatus>(CONTROL, query))) ?? [];
  const shares = new Map<string, ProjectionStatus[]>();
  for (const { body } of found) {
    const isCurrent = firsts.size === 0 || firsts.has(body.partition);
    if (!isCurrent) continue;
    const status = JSON.parse(body.status, revive) as ProjectionStatus;
    shares.set(status.projection, [...(shares.get(status.projection) ?? []), status]);
  }
  return [...shares.values()].map((statuses) => statuses.reduce(together));
}

function revive(key: string, value: unknown): unknown {
  return key === 'position' || key === 'head' ? BigInt(String(value)) : value;
}
