import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  ChangeVoucher,
  type CommandResult,
  type Envelope,
  RequestVoucher,
  type VoucherReference,
} from '#application';
import { CommandRoute } from '../http/command-route.js';
import { CommandEnvelope } from '../http/envelope.js';
import { RequestVoucherDto } from './dto/request-voucher.dto.js';
import {
  ApproveVoucherDto,
  DeclineVoucherDto,
  ExtendVoucherDto,
  ReissueVoucherCodeDto,
  RevokeVoucherDto,
} from './dto/voucher.dto.js';
import { VoucherCommandRoute } from './voucher-command-route.js';
import { LocatedVoucher } from './voucher.param.js';

/** What staff and the portal do with a voucher. */
@ApiTags('Vouchers')
@Controller('v1/vouchers')
export class VouchersController {
  constructor(private readonly commands: CommandBus) {}

  @CommandRoute('', {
    scope: 'vouchers:issue',
    summary: 'Request a voucher',
    description: 'It is issued at once where the offer approves automatically; the answer then has its code.',
    records: {
      subject: 'voucher',
      events: ['VoucherRequested', 'VoucherIssued'],
      from: 0,
      with: ['code', 'expiresAt'],
    },
    refusals: [
      'OFFER_NOT_FOUND',
      'OFFER_NOT_OPEN',
      'CANDIDATE_LIMIT_REACHED',
      'EXAM_CODE_MALFORMED',
      'EXAM_NOT_ELIGIBLE',
      'EXAM_ALLOWANCE_EXCEEDED',
    ],
  })
  requestVoucher(
    @Body() { offerId, candidate, exams }: RequestVoucherDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    const { candidateId, ...details } = candidate;
    const request = { offerId, candidateId, details, ...(exams && { exams }) };
    return this.commands.execute(new RequestVoucher(request, envelope));
  }

  @VoucherCommandRoute(':voucher/approve', {
    scope: 'vouchers:issue',
    summary: 'Approve a request: the voucher is issued',
    records: { events: ['VoucherIssued'], from: 1, with: ['code', 'expiresAt'] },
    refusals: ['VOUCHER_NOT_REQUESTED', 'OFFER_NOT_OPEN', 'EXAM_NOT_ELIGIBLE', 'EXAM_ALLOWANCE_EXCEEDED'],
  })
  approveVoucherRequest(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() _nothing: ApproveVoucherDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.commands.execute(new ChangeVoucher(voucher, { type: 'ApproveVoucherRequest' }, envelope));
  }

  @VoucherCommandRoute(':voucher/decline', {
    scope: 'vouchers:issue',
    summary: 'Decline a request',
    records: { events: ['VoucherDeclined'], from: 1 },
    refusals: ['VOUCHER_NOT_REQUESTED'],
  })
  declineVoucherRequest(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() body: DeclineVoucherDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    const change = { type: 'DeclineVoucherRequest', ...body } as const;
    return this.commands.execute(new ChangeVoucher(voucher, change, envelope));
  }

  @VoucherCommandRoute(':voucher/extend', {
    scope: 'vouchers:admin',
    summary: 'Extend a voucher to a later day',
    records: { events: ['VoucherExtended'], from: 2 },
    refusals: ['EXTENSION_NOT_LATER'],
  })
  extendVoucher(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() body: ExtendVoucherDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.commands.execute(new ChangeVoucher(voucher, { type: 'ExtendVoucher', ...body }, envelope));
  }

  @VoucherCommandRoute(':voucher/revoke', {
    scope: 'vouchers:admin',
    summary: 'Revoke a voucher',
    records: { events: ['VoucherRevoked'], from: 2 },
    refusals: [],
  })
  revokeVoucher(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() body: RevokeVoucherDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.commands.execute(new ChangeVoucher(voucher, { type: 'RevokeVoucher', ...body }, envelope));
  }

  @VoucherCommandRoute(':voucher/reissue-code', {
    scope: 'vouchers:admin',
    summary: 'Give a voucher a new code',
    description: 'The old code stops working; the answer has the new one.',
    records: { events: ['VoucherCodeReissued'], from: 2, with: ['code'] },
    refusals: [],
  })
  reissueVoucherCode(
    @LocatedVoucher() voucher: VoucherReference,
    @Body() body: ReissueVoucherCodeDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    const change = { type: 'ReissueVoucherCode', ...body } as const;
    return this.commands.execute(new ChangeVoucher(voucher, change, envelope));
  }
}
