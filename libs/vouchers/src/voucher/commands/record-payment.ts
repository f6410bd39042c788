import type { Rule } from '../../shared/decision.js';
import type { ExamCode } from '../../shared/exam-code.js';
import { entryStatus } from '../exam-entry.js';
import { notPassedYet } from '../rules/attempt-rules.js';
import { examCodeWellFormed } from '../rules/exam-rules.js';
import { inForce } from '../rules/voucher-rules.js';
import type { Money } from '../voucher.events.js';
import { entryOf, type IssuedVoucher } from '../voucher.state.js';
import { onIssuedVoucher } from './on-issued-voucher.js';

/** The candidate's payment for the first sitting. */
export interface RecordPayment {
  readonly type: 'RecordPayment';
  readonly examCode: ExamCode;
  readonly price: Money;
  readonly paymentReference: string;
}

/** Rule 8, its other two thirds. */
const payable: Rule<RecordPayment, IssuedVoucher> = ({ examCode }, voucher) => {
  const entry = entryOf(voucher, examCode);
  const status = entry && entryStatus(entry);
  if (status === 'scheduled' || status === 'passed') return undefined;
  if (status === 'paid')
    return { code: 'ALREADY_PAID', detail: `The first sitting of ${examCode} has already been paid for.` };
  if (entry?.retake) return { code: 'RETAKE_IS_FREE', detail: `The retake of ${examCode} takes no payment.` };
  return { code: 'NO_SITTING_BOOKED', detail: `No first sitting of ${examCode} is waiting for payment.` };
};

export const recordPayment = onIssuedVoucher<RecordPayment>(
  [examCodeWellFormed, inForce, payable, notPassedYet],
  ({ examCode, price, paymentReference }, { offerId }) => [
    { type: 'ExamPaid', data: { offerId, examCode, price, paymentReference } },
  ],
);
