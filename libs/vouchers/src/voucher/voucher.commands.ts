import type { ApproveVoucherRequest } from './commands/approve-voucher-request.js';
import type { CancelAppointment } from './commands/cancel-appointment.js';
import type { CorrectExamResult } from './commands/correct-exam-result.js';
import type { DeclineVoucherRequest } from './commands/decline-voucher-request.js';
import type { ExpireVoucher } from './commands/expire-voucher.js';
import type { ExtendVoucher } from './commands/extend-voucher.js';
import type { RecordExamResult } from './commands/record-exam-result.js';
import type { RecordNoShow } from './commands/record-no-show.js';
import type { RecordPayment } from './commands/record-payment.js';
import type { ReissueVoucherCode } from './commands/reissue-voucher-code.js';
import type { RequestVoucher } from './commands/request-voucher.js';
import type { RescheduleExam } from './commands/reschedule-exam.js';
import type { RevokeVoucher } from './commands/revoke-voucher.js';
import type { ScheduleExam } from './commands/schedule-exam.js';
import type { ScheduleRetake } from './commands/schedule-retake.js';

export type VoucherCommand =
  | RequestVoucher
  | ApproveVoucherRequest
  | DeclineVoucherRequest
  | ScheduleExam
  | RecordPayment
  | RescheduleExam
  | CancelAppointment
  | RecordNoShow
  | RecordExamResult
  | ScheduleRetake
  | CorrectExamResult
  | ExtendVoucher
  | ReissueVoucherCode
  | RevokeVoucher
  | ExpireVoucher;
