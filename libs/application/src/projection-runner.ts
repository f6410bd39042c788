import { ProjectionRunner, PROJECTIONS, type RunnerOptions } from '#read-models';
import { upcastEvent } from './upcast-event.js';

/** The runner of all projections of the programme, not started yet. Beside one that is at work it stands by. */
export function projectionRunner(parts: Omit<RunnerOptions, 'projections' | 'upcast'>): ProjectionRunner {
  return new ProjectionRunner({ ...parts, projections: Object.values(PROJECTIONS), upcast: upcastEvent });
}
