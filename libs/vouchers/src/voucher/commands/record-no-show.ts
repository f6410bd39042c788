import { type Context, type Decision, type Rule, unchanged } from '../../shared/decision.js';
import type { ExamCode } from '../../shared/exam-code.js';
import { entryStatus, openBooking } from '../exam-entry.js';
import { notPassedYet, sittingBooked } from '../rules/attempt-rules.js';
import { examCodeWellFormed } from '../rules/exam-rules.js';
import { startOfAppointmentDay } from '../rules/sitting-rules.js';
import { inForce } from '../rules/voucher-rules.js';
import type { VoucherEvent } from '../voucher.events.js';
import { entryOf, isIssued, type IssuedVoucher, type Voucher } from '../voucher.state.js';
import { onIssuedVoucher } from './on-issued-voucher.js';

/** The candidate did not come: the booked attempt is forfeited (rule 15). */
export interface RecordNoShow {
  readonly type: 'RecordNoShow';
  readonly examCode: ExamCode;
}

/** Rule 9 read for a sitting that was missed: it cannot be missed before its day. */
const dayHasCome: Rule<RecordNoShow, IssuedVoucher> = ({ examCode }, voucher, { now }) => {
  const booking = openBooking(entryOf(voucher, examCode));
  if (!booking || now >= startOfAppointmentDay(booking.appointment.startsAt, voucher)) return undefined;
  return {
    code: 'SITTING_OUT_OF_RANGE',
    detail: `The appointment is at ${booking.appointment.startsAt}; nobody can have missed it yet.`,
  };
};

const forfeit = onIssuedVoucher<RecordNoShow>(
  [examCodeWellFormed, inForce, sittingBooked, dayHasCome, notPassedYet],
  ({ examCode }, voucher) => [
    {
      type: 'ExamForfeited',
      data: {
        offerId: voucher.offerId,
        examCode,
        attempt: openBooking(entryOf(voucher, examCode))?.attempt ?? 'first',
        cause: 'no-show',
      },
    },
  ],
);

export function recordNoShow(
  command: RecordNoShow,
  voucher: Voucher,
  context: Context,
): Decision<VoucherEvent> {
  const entry = isIssued(voucher) ? entryOf(voucher, command.examCode) : undefined;
  const isRepeated = entry && entryStatus(entry) === 'forfeited';
  return isRepeated ? unchanged : forfeit(command, voucher, context);
}
