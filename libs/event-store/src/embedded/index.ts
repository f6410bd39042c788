export { EmbeddedEventReader, openEmbeddedEventReader } from './embedded-event-reader.js';
export {
  openEmbeddedEventStore,
  type EmbeddedEventStore,
  type EmbeddedEventStoreOptions,
} from './embedded-event-store.js';
export type * from './log/embedded-log.js';
export { StreamTombstoned } from './log/stream-tombstoned.js';
export { isSystemStream, metadataOf, metastreamOf } from './stream-names.js';
