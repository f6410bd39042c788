import type { Projection } from '../projection.js';
import { activityProjection } from './activity.projection.js';
import { candidatesProjection } from './candidates.projection.js';
import { offersProjection } from './offers.projection.js';
import { retakesProjection } from './retakes.projection.js';
import { vouchersProjection } from './vouchers.projection.js';

export { addCounters } from './add-counters.js';
export type { ActivityDocument } from './activity.projection.js';
export type { CandidateDocument } from './candidates.projection.js';
export { readExamRow } from './exams.tally.js';
export { expiriesWithin, readExpiryRow } from './expiries.tally.js';
export type { RetakeDocument } from './retakes.projection.js';
export type { VoucherDocument } from './vouchers.projection.js';

/** The read models of the programme, one for each kind of question that `domain.md` names. */
export const PROJECTIONS = {
  vouchers: vouchersProjection,
  offers: offersProjection,
  candidates: candidatesProjection,
  retakes: retakesProjection,
  activity: activityProjection,
} as const satisfies Record<string, Projection>;

export type ProjectionName = keyof typeof PROJECTIONS;

/** Names of all of them. */
export const PROJECTION_NAMES: readonly string[] = Object.keys(PROJECTIONS);
