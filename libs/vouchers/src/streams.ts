import { CANDIDATE_STREAM_PREFIX } from './candidate/candidate.stream.js';
import { OFFER_STREAM_PREFIX } from './offer/offer.stream.js';
import { VOUCHER_STREAM_PREFIX } from './voucher/voucher.stream.js';

/** One stream for each idempotency key that cannot be recognised from the events of its command. */
export const COMMAND_STREAM_PREFIX = 'command-';

/**
 * What the names of the programme's streams begin with. Commands alone write to them, and link each into a hash
 * chain; whatever else a store holds is somebody else's.
 */
export const PROGRAMME_STREAM_PREFIXES: readonly string[] = [
  OFFER_STREAM_PREFIX,
  VOUCHER_STREAM_PREFIX,
  CANDIDATE_STREAM_PREFIX,
  COMMAND_STREAM_PREFIX,
];
