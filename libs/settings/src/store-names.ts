import type { Settings } from './settings.js';

/** The event store, as a sentence names it to an operator. */
export function eventStoreName({
  eventStoreDbUrl,
  dataDir,
}: Pick<Settings, 'eventStoreDbUrl' | 'dataDir'>): string {
  return eventStoreDbUrl === undefined ? `the store in ${dataDir}` : 'the store that EVENTSTOREDB_URL names';
}

/** The read models, as a sentence names them to an operator. */
export function readModelsName({ mongoDbUrl, dataDir }: Pick<Settings, 'mongoDbUrl' | 'dataDir'>): string {
  return mongoDbUrl === undefined
    ? `the read models in ${dataDir}`
    : 'the read models that MONGODB_URL names';
}
