import { Controller, Query, Res, type StreamableFile, UseGuards } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type Answer,
  FindVouchers,
  GetVoucher,
  GetVoucherHistory,
  type Page,
  type VoucherHistory,
  type VoucherReference,
  type VoucherSummary,
  type VoucherView,
} from '#application';
import { MayReadPersonalData } from '../access/personal-data.param.js';
import { FreshnessDto } from '../http/freshness.dto.js';
import { pagingOf } from '../http/paging.dto.js';
import { presentAnswer } from '../http/present-answer.js';
import { QueryRoute } from '../http/query-route.js';
import { EmailSearchGuard } from './email-search.guard.js';
import { FindVouchersDto, searchOf } from './dto/find-vouchers.dto.js';
import { GetVoucherDto } from './dto/get-voucher.dto.js';
import { streamOf } from './long-history.js';
import { VoucherHistoryDto } from './views/voucher-history.view.js';
import { VoucherPageDto } from './views/voucher-summary.view.js';
import { VoucherViewDto } from './views/voucher.view.js';
import { LocatedVoucher, VoucherPath } from './voucher.param.js';

@ApiTags('Vouchers')
@Controller('v1/vouchers')
export class VoucherQueriesController {
  constructor(private readonly queries: QueryBus) {}

  @QueryRoute('', {
    reads: FindVouchers.reads,
    scope: 'read',
    summary: 'Search vouchers',
    description: 'Searching by `email`, and seeing names and e-mails, needs `personal-data:read` too.',
    answers: VoucherPageDto,
  })
  @UseGuards(EmailSearchGuard)
  findVouchers(
    @Query() query: FindVouchersDto,
    @MayReadPersonalData() withPersonalData: boolean,
  ): Promise<Answer<Page<VoucherSummary>>> {
    return this.queries.execute(new FindVouchers(searchOf(query), pagingOf(query), withPersonalData));
  }

  @VoucherPath()
  @QueryRoute(':voucher', {
    reads: GetVoucher.reads,
    scope: 'read',
    summary: 'One voucher',
    description:
      'With what can be done next and what cannot. Names and e-mails need `personal-data:read` too.',
    answers: VoucherViewDto,
    problems: ['VOUCHER_NOT_FOUND', 'VOUCHER_CODE_NOT_RESOLVED', 'UNKNOWN_SCHEMA_VERSION'],
    etag: true,
  })
  async getVoucher(
    @LocatedVoucher() voucher: VoucherReference,
    @Query() { asOf }: GetVoucherDto,
    @MayReadPersonalData() withPersonalData: boolean,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer<VoucherView>> {
    const answer = await this.queries.execute(new GetVoucher(voucher, withPersonalData, asOf));
    reply.header('etag', `"${answer.body.revision}"`);
    return answer;
  }

  @VoucherPath()
  @QueryRoute(':voucher/history', {
    reads: GetVoucherHistory.reads,
    scope: 'audit:read',
    summary: 'Every event of a voucher',
    description:
      'Oldest first, with the state after each, and whether the hash chain holds. A very long history is sent while it is read: if that fails, the answer is cut off, and is not valid JSON.',
    answers: VoucherHistoryDto,
    problems: ['VOUCHER_NOT_FOUND', 'VOUCHER_CODE_NOT_RESOLVED', 'UNKNOWN_SCHEMA_VERSION'],
    kept: true,
  })
  async getVoucherHistory(
    @LocatedVoucher() voucher: VoucherReference,
    @Query() _freshness: FreshnessDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer<VoucherHistory> | StreamableFile> {
    const { body, position } = await this.queries.execute(new GetVoucherHistory(voucher));
    if ('items' in body) return { body, position };
    presentAnswer({ body, position }, reply);
    return streamOf(body);
  }
}
