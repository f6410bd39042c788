import { InvalidProjection } from '../errors.js';
import type { Projection } from '../projection.js';

/** Of names: no double dash, which parts them from what is added in the names of collections. */
const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** @throws InvalidProjection where a name, a version or a tally cannot be, or comes twice */
export function checkProjections(projections: readonly Projection[]): void {
  const names = projections.map(({ name }) => name);
  for (const { name, version, tallies = [] } of projections) {
    const tallyNames = tallies.map((tally) => tally.name);
    const wrong = [name, ...tallyNames].find((slug) => !SLUG.test(slug));
    if (wrong !== undefined)
      throw new InvalidProjection(`${wrong} is not a slug: use a-z, 0-9 and single dashes.`);
    if (!Number.isSafeInteger(version) || version < 1) {
      throw new InvalidProjection(`Projection ${name} has version ${version}: count versions from 1.`);
    }
    if (new Set(tallyNames).size < tallyNames.length || names.filter((other) => other === name).length > 1) {
      throw new InvalidProjection(`Projection ${name} or one of its tallies is there twice: name each once.`);
    }
  }
}
