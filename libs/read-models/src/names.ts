import { InvalidProjection } from './errors.js';
import type { Projection } from './projection.js';

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
const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

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

/** @throws InvalidProjection */
export function checkProjections(projections: readonly Projection[]): void {
  const names = projections.map(({ name }) => name);
  for (const { name, version, tallies = [] } of projections) {
    const tallyNames = tallies.map((tally) => tally.name);
    const wrong = [name, ...tallyNames].find((slug) => !SLUG.test(slug));
    if (wrong !== undefined)
      throw new InvalidProjection(`${wrong} is no slug: use a-z, 0-9 and single dashes.`);
    if (!Number.isSafeInteger(version) || version < 1) {
      throw new InvalidProjection(`Projection ${name} has version ${version}: count versions from 1.`);
    }
    if (new Set(tallyNames).size < tallyNames.length || names.filter((other) => other === name).length > 1) {
      throw new InvalidProjection(`Projection ${name} or one of its tallies is there twice: name each once.`);
    }
  }
}
