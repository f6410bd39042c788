export { EmbeddedEventReader, openEmbeddedEventReader } from './embedded-event-reader.js';
export { openEmbeddedEventStore, type EmbeddedEventStoreOptions } from './embedded-event-store.js';
