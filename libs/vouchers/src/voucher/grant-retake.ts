import { addHours, type Instant } from '../shared/calendar.js';
import type { ExamCode } from '../shared/exam-code.js';
import type { RetakeGranted } from './voucher.events.js';
import type { IssuedVoucher } from './voucher.state.js';

/** The retake that follows from a first sitting failed at `failedAt`. */
export function grantRetake(voucher: IssuedVoucher, examCode: ExamCode, failedAt: Instant): RetakeGranted {
  const { offerId, expiresAt, terms } = voucher;
  const availableFrom = addHours(failedAt, terms.retakeWaitHours);
  return { type: 'RetakeGranted', data: { offerId, examCode, failedAt, availableFrom, expiresAt } };
}
