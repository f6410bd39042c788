import { Argument } from 'commander';
import { PROJECTIONS } from '#read-models';

export const PROJECTION_NAMES: readonly string[] = Object.values(PROJECTIONS).map(({ name }) => name);

/** @param form `<name>`, or `[name]` where it may be left out */
export function projectionArgument(form: '<name>' | '[name]'): Argument {
  return new Argument(form, 'name of a projection').choices(PROJECTION_NAMES);
}
