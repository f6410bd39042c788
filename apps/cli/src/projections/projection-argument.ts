import { Argument } from 'commander';
import { PROJECTION_NAMES } from '#read-models';

/** @param form `<name>`, or `[name]` where it may be left out */
export function projectionArgument(form: '<name>' | '[name]'): Argument {
  return new Argument(form, 'name of a projection').choices(PROJECTION_NAMES);
}
