import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { Clock } from '#clock';
import { addCounters, expiriesWithin, readExpiryRow, ReadModels } from '#read-models';
import { addHours } from '#vouchers';
import { CLOCK } from '../ports.js';
import { type Answer, GetExpiring } from './queries.js';
import { positionOf } from './positions.js';
import type { Expiring } from './views.js';

const WINDOWS = [7, 30, 60] as const;
const LONGEST = Math.max(...WINDOWS);

@QueryHandler(GetExpiring)
export class GetExpiringHandler implements IQueryHandler<GetExpiring> {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly readModels: ReadModels,
  ) {}

  async execute({ offerId }: GetExpiring): Promise<Answer<Expiring>> {
    const position = await positionOf(this.readModels, GetExpiring.reads);
    const now = this.clock.now();
    const end = addHours(now, LONGEST * 24);
    const between = await this.readModels.rowsBetween('vouchers', 'expiries', ...expiriesWithin(now, end));
    const rows = [...between]
      .map(([id, counters]) => ({ ...readExpiryRow(id), counters }))
      .filter((row) => offerId === undefined || row.offerId === offerId);
    const items = WINDOWS.map((withinDays) => {
      const until = addHours(now, withinDays * 24);
      const within = rows.filter(({ expiresAt }) => expiresAt <= until);
      const {
        unbooked = 0,
        booked = 0,
        retakeWaiting = 0,
      } = addCounters(within.map(({ counters }) => counters));
      return { withinDays, unbooked, booked, retakeWaiting };
    });
    return { body: { items }, position };
  }
}
