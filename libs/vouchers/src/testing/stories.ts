import type { VoucherEvent } from '../voucher/voucher.events.js';
import { booking, granted, issued, paid, requested, resulted, retakeScheduled, scheduled } from './events.js';

/** How far a voucher may have come: each story goes on from one before it. All times are of the original's last run. */

export const ISSUED_AT = '2014-02-03T15:00:00.000Z';
/** 10 March 2014, 10:00 in New York. */
export const FIRST = booking('B1', '2014-03-10T14:00:00.000Z');
export const FIRST_TAKEN = '2014-03-10T14:05:00.000Z';
export const FIRST_REPORTED = '2014-03-11T09:00:00.000Z';
/** 7 April 2014, 10:00 in New York. */
export const RETAKE = booking('B2', '2014-04-07T14:00:00.000Z');
export const RETAKE_TAKEN = '2014-04-07T14:05:00.000Z';
export const RETAKE_REPORTED = '2014-04-08T09:00:00.000Z';

export const active: readonly VoucherEvent[] = [requested(), issued()];

export const firstBooked: readonly VoucherEvent[] = [...active, scheduled(FIRST)];

export const firstPaid: readonly VoucherEvent[] = [...firstBooked, paid()];

export const firstPassed: readonly VoucherEvent[] = [
  ...firstPaid,
  resulted('first', 'passed', FIRST_TAKEN, 'R1'),
];

export const firstFailed: readonly VoucherEvent[] = [
  ...firstPaid,
  resulted('first', 'failed', FIRST_TAKEN, 'R1'),
  granted(FIRST_TAKEN),
];

export const retakeBooked: readonly VoucherEvent[] = [...firstFailed, retakeScheduled(RETAKE)];

export const retakePassed: readonly VoucherEvent[] = [
  ...retakeBooked,
  resulted('retake', 'passed', RETAKE_TAKEN, 'R2'),
];

export const retakeFailed: readonly VoucherEvent[] = [
  ...retakeBooked,
  resulted('retake', 'failed', RETAKE_TAKEN, 'R2'),
];
