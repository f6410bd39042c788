import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { Clock } from '#clock';
import { addCounters, ReadModels } from '#read-models';
import { addHours } from '#vouchers';
import { CLOCK } from '../ports.js';
import { type Answer, GetExpiring } from './queries.js';
import { positionOf } from './positions.js';
import { rowsOf } from './tally-rows.js';
import type { Expiring } from './views.js';

const WINDOWS = [7, 30, 60] as const;

@QueryHandler(GetExpiring)
export class GetExpiringHandler implements IQueryHandler<GetExpiring> {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly readModels: ReadModels,
  ) {}

  async execute({ offerId }: GetExpiring): Promise<Answer<Expiring>> {
    const position = await positionOf(this.readModels, GetExpiring.reads);
    const now = this.clock.now();
    const rows = (await rowsOf(this.readModels, 'expiring'))
      .map(({ id, counters }) => {
        const [offer, expiresAt = ''] = id.split('/');
        return { offer, expiresAt, counters };
      })
      .filter(({ offer, expiresAt }) => (offerId ?? offer) === offer && expiresAt >= now);
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
