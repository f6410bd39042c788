import type { Terms } from '#vouchers';
import { zoneAtNoon } from '../../../apps/cli/src/walkthrough/zone-at-noon.js';

export const OFFER_ID = 'retake-bench';
export const EXAM_CODE = '070-480';

/**
 * Terms under which a whole life of a voucher is possible within a second: no notice, no wait. The days of the
 * offer are those of a place where it is about noon, so that no measurement runs over the end of a day.
 */
export function benchTerms(now: Date): Terms {
  return {
    name: 'Second Shot benchmark',
    audience: 'professional',
    provider: 'Prometric',
    eligiblePrefixes: ['070', '071'],
    opensOn: '2014-01-01',
    closesOn: '9000-12-31',
    timeZone: zoneAtNoon(now),
    validForDays: 180,
    examsPerVoucher: 1,
    vouchersPerCandidate: 1,
    approval: 'automatic',
    retakeWaitHours: 0,
    changeNoticeHours: 0,
  };
}
