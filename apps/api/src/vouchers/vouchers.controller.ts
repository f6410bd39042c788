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
import { Voucher, VoucherPath } from './voucher.param.js';

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
  request(
    @Body() { offerId, candidate, exams }: RequestVoucherDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    const { candidateId, ...details } = candidate;
    const request = { offerId, candidateId, details, ...(exams && { exams }) };
    return this.commands.execute(new RequestVoucher(request, envelope));
  }

  @VoucherPath()
  @CommandRoute(':voucher/approve', {
    scope: 'vouchers:issue',
    summary: 'Approve a request: the voucher is issued',
    records: { subject: 'voucher', events: ['VoucherIssued'], from: 1, with: ['code', 'expiresAt'] },
    refusals: [
      'VOUCHER_NOT_FOUND',
      'VOUCHER_NOT_REQUESTED',
      'VOUCHER_NOT_ACTIVE',
      'OFFER_NOT_OPEN',
      'EXAM_NOT_ELIGIBLE',
      'EXAM_ALLOWANCE_EXCEEDED',
    ],
  })
  approve(
    @Voucher() voucher: VoucherReference,
    @Body() _nothing: ApproveVoucherDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.commands.execute(new ChangeVoucher(voucher, { type: 'ApproveVoucherRequest' }, envelope));
  }

  @VoucherPath()
  @CommandRoute(':voucher/decline', {
    scope: 'vouchers:issue',
    summary: 'Decline a request',
    records: { subject: 'voucher', events: ['VoucherDeclined'], from: 1 },
    refusals: ['VOUCHER_NOT_FOUND', 'VOUCHER_NOT_REQUESTED', 'VOUCHER_NOT_ACTIVE'],
  })
  decline(
    @Voucher() voucher: VoucherReference,
    @Body() body: DeclineVoucherDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    const change = { type: 'DeclineVoucherRequest', ...body } as const;
    return this.commands.execute(new ChangeVoucher(voucher, change, envelope));
  }

  @VoucherPath()
  @CommandRoute(':voucher/extend', {
    scope: 'vouchers:admin',
    summary: 'Extend a voucher to a later day',
    records: { subject: 'voucher', events: ['VoucherExtended'], from: 2 },
    refusals: ['VOUCHER_NOT_FOUND', 'VOUCHER_NOT_ACTIVE', 'EXTENSION_NOT_LATER'],
  })
  extend(
    @Voucher() voucher: VoucherReference,
    @Body() body: ExtendVoucherDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.commands.execute(new ChangeVoucher(voucher, { type: 'ExtendVoucher', ...body }, envelope));
  }

  @VoucherPath()
  @CommandRoute(':voucher/revoke', {
    scope: 'vouchers:admin',
    summary: 'Revoke a voucher',
    records: { subject: 'voucher', events: ['VoucherRevoked'], from: 2 },
    refusals: ['VOUCHER_NOT_FOUND', 'VOUCHER_NOT_ACTIVE'],
  })
  revoke(
    @Voucher() voucher: VoucherReference,
    @Body() body: RevokeVoucherDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.commands.execute(new ChangeVoucher(voucher, { type: 'RevokeVoucher', ...body }, envelope));
  }

  @VoucherPath()
  @CommandRoute(':voucher/reissue-code', {
    scope: 'vouchers:admin',
    summary: 'Give a voucher a new code',
    description: 'The old code stops working; the answer has the new one.',
    records: { subject: 'voucher', events: ['VoucherCodeReissued'], from: 2, with: ['code'] },
    refusals: ['VOUCHER_NOT_FOUND', 'VOUCHER_NOT_ACTIVE'],
  })
  reissueCode(
    @Voucher() voucher: VoucherReference,
    @Body() body: ReissueVoucherCodeDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    const change = { type: 'ReissueVoucherCode', ...body } as const;
    return this.commands.execute(new ChangeVoucher(voucher, change, envelope));
  }
}
