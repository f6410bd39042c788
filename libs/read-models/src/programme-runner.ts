import type { EventLog } from '#event-store';
import { upcastEvent } from '#recorded-events';
import { PROGRAMME_STREAM_PREFIXES } from '#vouchers';
import type { DocumentStore } from './port/index.js';
import { PROJECTIONS } from './projections/index.js';
import { ProjectionRunner, type RunnerOptions } from './runner/index.js';
import { checkOrigin, LogOfOrigin } from './runner/log/origin.js';

/** What is never removed from an event store. */
const OF_PROGRAMME = { streamPrefixes: PROGRAMME_STREAM_PREFIXES };

/**
 * A runner of all the programme's projections, not started yet. Beside others it takes its share, or stands by. It
 * retries for ever with `OtherEventStore` where the read models are from another event store.
 */
export function programmeRunner({
  events,
  store,
  ...parts
}: Pick<RunnerOptions, 'events' | 'store' | 'listener' | 'onFailure'>): ProjectionRunner {
  return new ProjectionRunner({
    ...parts,
    store,
    events: new LogOfOrigin(events, store, OF_PROGRAMME),
    projections: Object.values(PROJECTIONS),
    upcast: upcastEvent,
  });
}

/**
 * @returns whether the read models are known to be built from these events; false where nothing is known of it yet
 * @throws OtherEventStore where a runner of these would stand still
 */
export function checkReadModelsAreOf(events: EventLog, store: DocumentStore): Promise<boolean> {
  return checkOrigin(events, store, OF_PROGRAMME);
}
