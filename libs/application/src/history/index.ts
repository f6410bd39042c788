// What tells a voucher's history from its events needs no bus, and no NestJS: the command line loads it alone.
export { InvalidArgument, NotFound, VoucherCodeNotResolved } from '../errors.js';
export { UNCOUNTED, VoucherLocator } from '../voucher-locator.js';
export { readStreamFrom } from '../write-side/stream-history.js';
export { seenAsOf, type SeenOf } from './as-of.js';
export { historyOf } from './history-of.js';
export type { HistoryItem, VoucherHistory } from './views.js';
export type { VoucherFacts } from './voucher-facts.js';
