import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  type ActivityDocument,
  addCounters,
  type Counters,
  type DocumentQuery,
  ReadModels,
} from '#read-models';
import { type Answer, GetActivity } from './queries.js';
import { positionOf } from './positions.js';
import type { ActivityDay } from './views.js';

type Body = { readonly items: readonly ActivityDay[] };

const PAGE = 10_000;

@QueryHandler(GetActivity)
export class GetActivityHandler implements IQueryHandler<GetActivity> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ from, to, offerId }: GetActivity): Promise<Answer<Body>> {
    const position = await positionOf(this.readModels, GetActivity.reads);
    const days = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    const where = {
      ...(offerId !== undefined && { offerId }),
      ...((from ?? to) !== undefined && { day: days }),
    };
    const byDay = new Map<string, Counters[]>();
    for await (const { day, counts } of this.#documents(where)) {
      byDay.set(day, [...(byDay.get(day) ?? []), counts]);
    }
    const items = [...byDay].map(([day, counts]) => ({ day, counts: addCounters(counts) }));
    return { body: { items }, position };
  }

  /** By day; as many as there are. */
  async *#documents(where: NonNullable<DocumentQuery['where']>): AsyncGenerator<ActivityDocument> {
    const sort = { field: 'day', direction: 'ascending' } as const;
    let after: DocumentQuery['after'];
    for (;;) {
      const query = { where, sort, limit: PAGE, ...(after && { after }) };
      const found = await this.readModels.find<ActivityDocument>('activity', query);
      for (const { body } of found) yield body;
      const last = found.at(-1);
      if (!last || found.length < PAGE) return;
      after = { id: last.id, value: last.body.day };
    }
  }
}
