import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  ChangeVoucher,
  type CommandResult,
  type Envelope,
  type VoucherChange,
  type VoucherReference,
} from '#application';
import { CommandEnvelope } from '../http/envelope.js';
import { AppointExamDto, CancelAppointmentDto } from './dto/appointment.dto.js';
import { VoucherCommandRoute } from './voucher-command-route.js';
import { LocatedVoucher } from './voucher.param.js';

/** What the provider does with the appointments of a voucher. */
@ApiTags('Exams')
@Controller('v1/vouchers/:voucher')
export class AppointmentsController {
  constructor(private readonly commands: CommandBus) {}

  @VoucherCommandRoute('schedule-exam', {
    scope: 'exams:write',
    summary: 'Book the first sitting of an exam',
    description: 'This binds the exam to the voucher.',
    records: { events: ['ExamScheduled'], from: 2 },
    refusals: [
      'EXAM_CODE_MALFORMED',
      'EXAM_NOT_ELIGIBLE',
      'EXAM_ALLOWANCE_EXCEEDED',
      'EXAM_NOT_IN_PACK',
      'APPOINTMENT_AFTER_EXPIRY',
      'APPOINTMENT_IN_PAST',
      'EXAM_ALREADY_SCHEDULED',
      'EXAM_ALREADY_PASSED',
      'RETAKE_ALREADY_USED',
      'CONFLICTING_DUPLICATE',
    ],
  })
  scheduleExam(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() body: AppointExamDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.#change(voucher, { type: 'ScheduleExam', ...body }, envelope);
  }

  @VoucherCommandRoute('schedule-retake', {
    scope: 'exams:write',
    summary: 'Book the retake of an exam',
    description: 'Free, once for each exam, and only after its first sitting was failed.',
    records: { events: ['RetakeScheduled'], from: 6 },
    refusals: [
      'EXAM_CODE_MALFORMED',
      'RETAKE_ALREADY_USED',
      'RETAKE_NOT_GRANTED',
      'EXAM_ALREADY_PASSED',
      'APPOINTMENT_AFTER_EXPIRY',
      'APPOINTMENT_IN_PAST',
      'EXAM_ALREADY_SCHEDULED',
      'RETAKE_TOO_EARLY',
      'CONFLICTING_DUPLICATE',
    ],
  })
  scheduleRetake(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() body: AppointExamDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.#change(voucher, { type: 'ScheduleRetake', ...body }, envelope);
  }

  @VoucherCommandRoute('reschedule-exam', {
    scope: 'exams:write',
    summary: 'Move an appointment, of either attempt',
    records: { events: ['ExamRescheduled'], from: 4 },
    refusals: [
      'EXAM_CODE_MALFORMED',
      'APPOINTMENT_AFTER_EXPIRY',
      'APPOINTMENT_IN_PAST',
      'NO_SITTING_BOOKED',
      'RETAKE_TOO_EARLY',
      'EXAM_ALREADY_PASSED',
      'CHANGE_TOO_LATE',
      'CONFLICTING_DUPLICATE',
    ],
  })
  rescheduleExam(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() body: AppointExamDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.#change(voucher, { type: 'RescheduleExam', ...body }, envelope);
  }

  @VoucherCommandRoute('cancel-appointment', {
    scope: 'exams:write',
    summary: 'Cancel an appointment',
    description:
      'A cancellation by the candidate that comes too late forfeits the attempt (`ExamForfeited`); any other gives it back.',
    records: { events: ['AppointmentCancelled'], from: 4 },
    refusals: ['EXAM_CODE_MALFORMED', 'NO_SITTING_BOOKED', 'EXAM_ALREADY_PASSED'],
  })
  cancelAppointment(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() body: CancelAppointmentDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.#change(voucher, { type: 'CancelAppointment', ...body }, envelope);
  }

  #change(voucher: VoucherReference, change: VoucherChange, envelope: Envelope): Promise<CommandResult> {
    return this.commands.execute(new ChangeVoucher(voucher, change, envelope));
  }
}
