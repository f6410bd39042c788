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

/** Writes down how a share of every projection stands, for other processes. */
export class ProgressWriter {
  readonly #written = new Map<string, { readonly revision: bigint; readonly status: string }>();

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
    const changes = statuses.flatMap((status) => {
      const id = progressId(status.projection, this.#partition);
      const text = JSON.stringify(status, (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}` : value,
      );
      const last = this.#written.get(id);
      if (last?.status === text) return [];
      const revision = (last?.revision ?? 0n) + 1n;
      this.#written.set(id, { revision, status: text });
      const body: StoredStatus = { kind: 'progress', partition: this.#partition, status: text };
      return [{ collection: CONTROL, id, position: revision, body }];
    });
    if (changes.length > 0) await this.store.commit(changes, [], this.share.token);
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
