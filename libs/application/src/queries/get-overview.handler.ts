import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ReadModels, type RetakeDocument } from '#read-models';
import { type Answer, GetOverview } from './queries.js';
import { positionOf } from './positions.js';
import { attemptRates, rate } from './rate.js';
import { funnelOf } from './tally-rows.js';
import type { Overview } from './views.js';

/** In milliseconds. */
const HOUR = 3_600_000;

@QueryHandler(GetOverview)
export class GetOverviewHandler implements IQueryHandler<GetOverview> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ offerId }: GetOverview): Promise<Answer<Overview>> {
    const position = await positionOf(this.readModels, GetOverview.reads);
    const sums = await funnelOf(this.readModels, offerId);
    const { retakeTaken = 0, retakeDecided, expired, expiredUnused } = sums;
    const body: Overview = {
      funnel: {
        issued: sums['issued'] ?? 0,
        booked: sums['booked'] ?? 0,
        paid: sums['paid'] ?? 0,
        taken: sums['taken'] ?? 0,
        failed: sums['firstFailed'] ?? 0,
        retakeBooked: sums['retakeBooked'] ?? 0,
        retakeTaken,
        passed: sums['passed'] ?? 0,
      },
      figures: {
        ...attemptRates(sums),
        retakeUptake: rate(retakeTaken, retakeDecided),
        breakage: rate(expiredUnused, expired),
        timeToRetake: await this.#timeToRetake(offerId),
      },
    };
    return { body, position };
  }

  async #timeToRetake(offerId: string | undefined): Promise<Overview['figures']['timeToRetake']> {
    const where = { milliseconds: { from: 0 }, ...(offerId !== undefined && { offerId }) };
    const count = await this.readModels.count('retakes', where);
    /** Of the retake that so many others were faster than. */
    const millisecondsOf = async (faster: number): Promise<number> => {
      const [found] = await this.readModels.find<RetakeDocument>('retakes', {
        where,
        sort: { field: 'milliseconds', direction: 'ascending' },
        skip: faster,
        limit: 1,
      });
      return found?.body.milliseconds ?? 0;
    };
    if (count === 0) return { medianHours: null, p90Hours: null, count };
    const below = await millisecondsOf(Math.ceil(count / 2) - 1);
    const above = await millisecondsOf(Math.floor(count / 2));
    const p90 = await millisecondsOf(Math.ceil(0.9 * count) - 1);
    return { medianHours: (below + above) / 2 / HOUR, p90Hours: p90 / HOUR, count };
  }
}
