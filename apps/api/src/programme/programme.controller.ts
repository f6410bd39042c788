import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  type ActivityDay,
  type Answer,
  type ExamStatistics,
  type Expiring,
  GetActivity,
  GetExamStatistics,
  GetExpiring,
  GetOverview,
  type Overview,
} from '#application';
import { QueryRoute } from '../http/query-route.js';
import { ActivityQueryDto, ExamStatisticsQueryDto, OfOfferDto } from './dto/programme-queries.dto.js';
import { ActivityDto } from './views/activity.view.js';
import { ExamStatisticsListDto } from './views/exam-statistics.view.js';
import { ExpiringDto } from './views/expiring.view.js';
import { OverviewDto } from './views/overview.view.js';

/** The programme in figures. Each rate comes with its numerator and denominator. */
@ApiTags('Programme')
@Controller('v1')
export class ProgrammeController {
  constructor(private readonly queries: QueryBus) {}

  @QueryRoute('programme/overview', {
    reads: GetOverview.reads,
    scope: 'read',
    summary: 'Funnel and figures, of one offer or of all',
    answers: OverviewDto,
  })
  getProgrammeOverview(@Query() { offerId }: OfOfferDto): Promise<Answer<Overview>> {
    return this.queries.execute(new GetOverview(offerId));
  }

  @QueryRoute('exams/statistics', {
    reads: GetExamStatistics.reads,
    scope: 'read',
    summary: 'Figures of each exam',
    answers: ExamStatisticsListDto,
  })
  getExamStatistics(
    @Query() { prefix, offerId }: ExamStatisticsQueryDto,
  ): Promise<Answer<{ readonly items: readonly ExamStatistics[] }>> {
    return this.queries.execute(new GetExamStatistics(prefix, offerId));
  }

  @QueryRoute('activity', {
    reads: GetActivity.reads,
    scope: 'read',
    summary: 'What happened on each day',
    description: 'Days are UTC days; `from` and `to` are both included.',
    answers: ActivityDto,
  })
  getActivity(
    @Query() { from, to, offerId }: ActivityQueryDto,
  ): Promise<Answer<{ readonly items: readonly ActivityDay[] }>> {
    return this.queries.execute(new GetActivity(from, to, offerId));
  }

  @QueryRoute('expiring', {
    reads: GetExpiring.reads,
    scope: 'read',
    summary: 'Vouchers that end within 7, 30 and 60 days',
    answers: ExpiringDto,
  })
  getExpiring(@Query() { offerId }: OfOfferDto): Promise<Answer<Expiring>> {
    return this.queries.execute(new GetExpiring(offerId));
  }
}
