export { InvalidConnectionString } from './connection/invalid-connection-string.js';
export { openEventStoreDb, type EventStoreDbOptions } from './eventstoredb-event-store.js';
