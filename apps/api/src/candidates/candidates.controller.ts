import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  type Answer,
  type CommandResult,
  type Envelope,
  EraseCandidate,
  FindVouchers,
  type Page,
  type VoucherSummary,
} from '#application';
import { MayReadPersonalData } from '../access/personal-data.param.js';
import { CommandRoute } from '../http/command-route.js';
import { CommandEnvelope } from '../http/envelope.js';
import { pagingOf } from '../http/paging.dto.js';
import { QueryRoute } from '../http/query-route.js';
import { VoucherPageDto } from '../vouchers/views/voucher-summary.view.js';
import { CandidatePathDto } from './dto/candidate-path.dto.js';
import { EraseCandidateDto } from './dto/erase-candidate.dto.js';
import { ListOfCandidateDto } from './dto/list-of-candidate.dto.js';

@ApiTags('Candidates')
@Controller('v1/candidates/:candidateId')
export class CandidatesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @CommandRoute('erase', {
    scope: 'personal-data:erase',
    summary: 'Erase a person',
    description:
      'Destroys the keys of the sealed data. Names and e-mails are gone for good; every proof over the history stays valid.',
    records: { subject: 'candidate', events: ['CandidateErased'], from: 0 },
    refusals: ['CANDIDATE_NOT_FOUND'],
  })
  eraseCandidate(
    @Param() { candidateId }: CandidatePathDto,
    @Body() { reason }: EraseCandidateDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.commands.execute(new EraseCandidate(candidateId, reason, envelope));
  }

  @QueryRoute('vouchers', {
    reads: FindVouchers.reads,
    summary: 'All vouchers of a candidate',
    scope: 'read',
    answers: VoucherPageDto,
  })
  listVouchersOfCandidate(
    @Param() { candidateId }: CandidatePathDto,
    @Query() page: ListOfCandidateDto,
    @MayReadPersonalData() withPersonalData: boolean,
  ): Promise<Answer<Page<VoucherSummary>>> {
    return this.queries.execute(new FindVouchers({ candidateId }, pagingOf(page), withPersonalData));
  }
}
