/** One filling of a projection, in collections of its own. */
export interface Generation {
  readonly version: number;
  /** Counts the fillings of a projection from 1. */
  readonly number: number;
  /** Where its documents are. */
  readonly collection: string;
  /** How many partitions its documents are split into; one where it does not say. */
  readonly partitions?: number;
}

/** Unit separator: nothing that is shown to anybody holds one. */
const PARTED = '\u001f';

/** Which generations there are, who owns which partition, and their progress. */
export const CONTROL = 'runner-control';
/** What operators ask of the runner. */
export const REQUESTS = 'runner-requests';

export const generationsId = (projection: string): string => `generations:${projection}`;
export const progressId = (projection: string, partition: number): string =>
  partName(`progress:${projection}`, partition);
export const LEASES_ID = 'leases';

export function generationOf(
  projection: string,
  version: number,
  number: number,
  partitions: number,
): Generation {
  return { version, number, collection: `${projection}-v${version}-${number}`, partitions };
}

/** What belongs to one partition, apart from the same of the others; the first one's has no addition. */
export const partName = (name: string, partition: number): string =>
  partition === 0 ? name : `${name}${PARTED}${partition}`;

/** The name that all parts share. */
export const wholeName = (name: string): string => name.split(PARTED, 1)[0] ?? '';

/** Names of the checkpoints of a generation, by partition. */
export function checkpointsOf({
  collection,
  partitions = 1,
}: Pick<Generation, 'collection' | 'partitions'>): readonly string[] {
  return Array.from({ length: partitions }, (_, partition) => partName(collection, partition));
}

/** Slugs hold no double dash, so neither suffix can make the name of another collection. */
export const tallyCollection = (collection: string, tally: string): string => `${collection}--${tally}`;
export const parkedCollection = (collection: string): string => `${collection}-parked`;

export function belongsTo(collection: string, name: string): boolean {
  return (
    name === collection ||
    name === parkedCollection(collection) ||
    name.startsWith(tallyCollection(collection, ''))
  );
}
