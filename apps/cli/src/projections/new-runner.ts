import { upcastEvent } from '#application';
import { ProjectionRunner, PROJECTIONS } from '#read-models';
import type { ReadSidePorts } from '#wiring';

/** A runner in this process, not started yet. Beside one that is at work it stands by. */
export function newRunner({ eventLog, documentStore }: ReadSidePorts): ProjectionRunner {
  return new ProjectionRunner({
    events: eventLog,
    store: documentStore,
    projections: Object.values(PROJECTIONS),
    upcast: upcastEvent,
  });
}
