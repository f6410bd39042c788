import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { addCounters, type Counters, readExamRow, ReadModels } from '#read-models';
import { prefixOf } from '#vouchers';
import { type Answer, GetExamStatistics } from './queries.js';
import { positionOf } from './positions.js';
import { attemptRates } from './rate.js';
import { rowsOf } from './tally-rows.js';
import type { ExamStatistics } from './views.js';

type Body = { readonly items: readonly ExamStatistics[] };

@QueryHandler(GetExamStatistics)
export class GetExamStatisticsHandler implements IQueryHandler<GetExamStatistics> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ prefix, offerId }: GetExamStatistics): Promise<Answer<Body>> {
    const position = await positionOf(this.readModels, GetExamStatistics.reads);
    const byExam = new Map<string, Counters[]>();
    for (const { id, counters } of await rowsOf(this.readModels, 'exams')) {
      const { offerId: offer, examCode } = readExamRow(id);
      if (offerId !== undefined && offer !== offerId) continue;
      if (prefix !== undefined && prefixOf(examCode) !== prefix) continue;
      byExam.set(examCode, [...(byExam.get(examCode) ?? []), counters]);
    }
    const items = [...byExam].map(([examCode, rows]) => statisticsOf(examCode, addCounters(rows)));
    items.sort((one, other) => one.examCode.localeCompare(other.examCode, 'en'));
    return { body: { items: items.filter(({ booked }) => booked > 0) }, position };
  }
}

function statisticsOf(examCode: string, sums: Counters): ExamStatistics {
  return {
    examCode,
    prefix: prefixOf(examCode),
    booked: sums['booked'] ?? 0,
    firstSittings: sums['taken'] ?? 0,
    retakes: sums['retakeTaken'] ?? 0,
    passed: sums['passed'] ?? 0,
    forfeited: sums['forfeited'] ?? 0,
    ...attemptRates(sums),
  };
}
