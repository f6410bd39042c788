import { crc32 } from 'node:zlib';
import { partName, type Generation } from '../../names.js';
import type { Counters, Projection } from '../../projection.js';

/** The partition that a document lies in. */
export const partitionOf = (id: string, partitions: number): number =>
  partitions === 1 ? 0 : crc32(id) % partitions;

/** The partitions that a worker owns, from when its lease began to when it ends. */
export class Share {
  constructor(
    /** Ascending. */
    readonly partitions: readonly number[],
    /** How many there are in all. */
    readonly of: number,
    /** Fencing token: higher than that of every earlier owner of one of them. */
    readonly token: bigint,
  ) {}

  /** The owner of the first partition also does what is done once only: switching, dropping, answering operators. */
  get leads(): boolean {
    return this.partitions[0] === 0;
  }

  get isWhole(): boolean {
    return this.partitions.length === this.of;
  }

  owns(id: string): boolean {
    return this.isWhole || this.partitions.includes(partitionOf(id, this.of));
  }

  /** Names of the checkpoints that the share moves. */
  checkpoints({ collection }: Generation): readonly string[] {
    return this.partitions.map((partition) => partName(collection, partition));
  }

  /** The projection, of the documents of this share alone; each partition counts in rows of its own. */
  partOf(projection: Projection): Projection {
    if (this.of === 1) return projection;
    const keys: Projection['keys'] = (event) => projection.keys(event).filter((id) => this.owns(id));
    const tallies = (projection.tallies ?? []).map((tally) => ({
      name: tally.name,
      count: (body: object, id: string) => parted(tally.count(body, id), partitionOf(id, this.of)),
    }));
    return { ...projection, ...(!this.isWhole && { keys }), tallies };
  }
}

function parted(
  rows: Readonly<Record<string, Counters>>,
  partition: number,
): Readonly<Record<string, Counters>> {
  if (partition === 0) return rows;
  return Object.fromEntries(
    Object.entries(rows).map(([row, counters]) => [partName(row, partition), counters]),
  );
}
