import { PROJECTIONS } from './projections/index.js';
import { upcastEvent } from './projections/upcast-event.js';
import { ProjectionRunner, type RunnerOptions } from './runner/index.js';

/** A runner of all the programme's projections, not started yet. Beside others it takes its share, or stands by. */
export function programmeRunner(
  parts: Pick<RunnerOptions, 'events' | 'store' | 'readModels'>,
): ProjectionRunner {
  return new ProjectionRunner({ ...parts, projections: Object.values(PROJECTIONS), upcast: upcastEvent });
}
