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
import {
  CorrectExamResultDto,
  RecordExamResultDto,
  RecordNoShowDto,
  RecordPaymentDto,
} from './dto/sitting.dto.js';
import { VoucherCommandRoute } from './voucher-command-route.js';
import { LocatedVoucher } from './voucher.param.js';

/** What the provider reports of the sittings of a voucher, and its correction. */
@ApiTags('Exams')
@Controller('v1/vouchers/:voucher')
export class SittingsController {
  constructor(private readonly commands: CommandBus) {}

  @VoucherCommandRoute('record-payment', {
    scope: 'exams:write',
    summary: 'Record the payment of a first sitting',
    records: { events: ['ExamPaid'], from: 3 },
    refusals: [
      'EXAM_CODE_MALFORMED',
      'ALREADY_PAID',
      'RETAKE_IS_FREE',
      'NO_SITTING_BOOKED',
      'EXAM_ALREADY_PASSED',
      'CONFLICTING_DUPLICATE',
    ],
  })
  recordPayment(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() body: RecordPaymentDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.#change(voucher, { type: 'RecordPayment', ...body }, envelope);
  }

  @VoucherCommandRoute('record-no-show', {
    scope: 'exams:write',
    summary: 'Record that the candidate did not come',
    description: 'The attempt is forfeited; a forfeited first attempt grants no retake.',
    records: { events: ['ExamForfeited'], from: 4 },
    refusals: ['EXAM_CODE_MALFORMED', 'NO_SITTING_BOOKED', 'SITTING_OUT_OF_RANGE', 'EXAM_ALREADY_PASSED'],
  })
  recordNoShow(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() body: RecordNoShowDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.#change(voucher, { type: 'RecordNoShow', ...body }, envelope);
  }

  @VoucherCommandRoute('record-exam-result', {
    scope: 'exams:write',
    summary: 'Record the result of a sitting',
    description:
      'A failed first sitting grants the retake (`RetakeGranted`), unless it comes after the voucher has ended.',
    records: { events: ['ExamResultRecorded', 'RetakeGranted'], from: 4 },
    refusals: [
      'EXAM_CODE_MALFORMED',
      'EXAM_NOT_PAID',
      'NO_SITTING_BOOKED',
      'SITTING_OUT_OF_RANGE',
      'EXAM_ALREADY_PASSED',
      'CONFLICTING_DUPLICATE',
    ],
  })
  recordExamResult(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() body: RecordExamResultDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.#change(voucher, { type: 'RecordExamResult', ...body }, envelope);
  }

  @VoucherCommandRoute('correct-exam-result', {
    scope: 'vouchers:admin',
    summary: 'Correct the result of a sitting',
    description:
      'From failed to passed withdraws a retake that was not taken; from passed to failed grants one while the voucher is active; to `invalidated` closes the exam.',
    records: { events: ['ExamResultCorrected', 'RetakeWithdrawn'], from: 6 },
    refusals: ['EXAM_CODE_MALFORMED', 'NO_RESULT_RECORDED'],
  })
  correctExamResult(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() body: CorrectExamResultDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.#change(voucher, { type: 'CorrectExamResult', ...body }, envelope);
  }

  #change(voucher: VoucherReference, change: VoucherChange, envelope: Envelope): Promise<CommandResult> {
    return this.commands.execute(new ChangeVoucher(voucher, change, envelope));
  }
}
