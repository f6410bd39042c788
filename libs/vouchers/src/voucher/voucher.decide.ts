import type { Context, Decision } from '../shared/decision.js';
import { approveVoucherRequest } from './commands/approve-voucher-request.js';
import { cancelAppointment } from './commands/cancel-appointment.js';
import { correctExamResult } from './commands/correct-exam-result.js';
import { declineVoucherRequest } from './commands/decline-voucher-request.js';
import { expireVoucher } from './commands/expire-voucher.js';
import { extendVoucher } from './commands/extend-voucher.js';
import { recordExamResult } from './commands/record-exam-result.js';
import { recordNoShow } from './commands/record-no-show.js';
import { recordPayment } from './commands/record-payment.js';
import { reissueVoucherCode } from './commands/reissue-voucher-code.js';
import { requestVoucher } from './commands/request-voucher.js';
import { rescheduleExam } from './commands/reschedule-exam.js';
import { revokeVoucher } from './commands/revoke-voucher.js';
import { scheduleExam } from './commands/schedule-exam.js';
import { scheduleRetake } from './commands/schedule-retake.js';
import type { VoucherCommand } from './voucher.commands.js';
import type { VoucherEvent } from './voucher.events.js';
import type { Voucher } from './voucher.state.js';

/** What the command would record, or every rule that refuses it. */
export function decideVoucher(
  command: VoucherCommand,
  voucher: Voucher,
  context: Context,
): Decision<VoucherEvent> {
  switch (command.type) {
    case 'RequestVoucher':
      return requestVoucher(command, voucher, context);
    case 'ApproveVoucherRequest':
      return approveVoucherRequest(command, voucher, context);
    case 'DeclineVoucherRequest':
      return declineVoucherRequest(command, voucher, context);
    case 'ScheduleExam':
      return scheduleExam(command, voucher, context);
    case 'RecordPayment':
      return recordPayment(command, voucher, context);
    case 'RescheduleExam':
      return rescheduleExam(command, voucher, context);
    case 'CancelAppointment':
      return cancelAppointment(command, voucher, context);
    case 'RecordNoShow':
      return recordNoShow(command, voucher, context);
    case 'RecordExamResult':
      return recordExamResult(command, voucher, context);
    case 'ScheduleRetake':
      return scheduleRetake(command, voucher, context);
    case 'CorrectExamResult':
      return correctExamResult(command, voucher, context);
    case 'ExtendVoucher':
      return extendVoucher(command, voucher, context);
    case 'ReissueVoucherCode':
      return reissueVoucherCode(command, voucher, context);
    case 'RevokeVoucher':
      return revokeVoucher(command, voucher, context);
    case 'ExpireVoucher':
      return expireVoucher(command, voucher, context);
  }
}
