export { EmbeddedEventReader, openEmbeddedEventReader } from './embedded-event-reader.js';
export {
  openEmbeddedEventStore,
  type EmbeddedEventStore,
  type EmbeddedEventStoreOptions,
} from './embedded-event-store.js';
export type * from './log/embedded-log.js';
export { StreamDeleted } from './log/stream-deleted.js';
export type { PositionRange } from './reading/missing-positions.js';
export { isSystemStream, metastreamOf, originalStreamOf } from './stream-names.js';
export { TOMBSTONE_REVISION } from './writing/stream-limits.js';
export { MAX_APPEND_BYTES } from '../validation/events.js';
