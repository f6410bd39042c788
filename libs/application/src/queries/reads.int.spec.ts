import { type DocumentStore, ReadModels } from '#read-models';
import { professional } from '../../../vouchers/src/testing/offers.js';
import type { CommandAccepted } from '../command-result.js';
import type { OpenApplication } from '../open-application.js';
import { ADA, Programme, publish, request } from '../testing/programme.js';
import * as queries from './queries.js';

const PAGING = { limit: 200 };

/** Reads that name a projection; `position` is none of them. */
const READS = ['get', 'getMany', 'find', 'count', 'rows', 'allRows', 'rowsBetween'] as const;

/** Read models that note what is read. */
class Noting extends ReadModels {
  readonly read = new Set<string>();
  reads = 0;

  constructor(store: DocumentStore) {
    super(store);
    for (const method of READS) {
      const original = this[method].bind(this) as (projection: string, ...rest: never[]) => Promise<never>;
      this[method] = (projection: string, ...rest: never[]) => {
        this.read.add(projection);
        this.reads += 1;
        return original(projection, ...rest);
      };
    }
  }
}

describe('what a query reads', () => {
  let programme: Programme;
  let readModels: Noting;
  let application: OpenApplication;
  let voucherId = '';

  beforeAll(async () => {
    programme = await Programme.open();
    readModels = new Noting(programme.store);
    application = await programme.application({ readModels });
    const { commands } = application;
    // What can be done with a request depends on its offer.
    await commands.execute(publish({ approval: 'manual' }));
    const { subject } = (await commands.execute(request('ada'))) as CommandAccepted;
    voucherId = 'voucherId' in subject ? subject.voucherId : '';
    await programme.follow();
  });
  afterAll(() => programme.remove());

  const asked: readonly [string, () => InstanceType<(typeof ALL)[number]>][] = [
    ['a voucher', () => new queries.GetVoucher({ voucherId }, true)],
    ['vouchers by e-mail', () => new queries.FindVouchers({ email: ADA.email }, PAGING, true)],
    ['offers', () => new queries.ListOffers(PAGING)],
    ['an offer', () => new queries.GetOffer(professional.offerId)],
    ['the overview', () => new queries.GetOverview()],
    ['exams', () => new queries.GetExamStatistics()],
    ['activity', () => new queries.GetActivity()],
    ['what expires', () => new queries.GetExpiring()],
  ];

  it.each(asked)('of %s is what it says', async (_, make) => {
    const query = make();
    readModels.read.clear();
    const answer: queries.Answer<object> = await application.queries.execute(query);
    expect(answer.body).toBeDefined();
    const { reads } = query.constructor as (typeof ALL)[number];
    expect([...readModels.read].sort()).toEqual([...reads].sort());
  });

  it('of a page of offers are the offers, and their counts together', async () => {
    await application.commands.execute(publish({ name: 'Another' }, 'another'));
    await programme.follow();
    readModels.reads = 0;
    const { body } = await application.queries.execute(new queries.ListOffers(PAGING));
    expect(body.items.map(({ counts }) => counts.requested)).toEqual([0, 1]);
    expect(readModels.reads).toBe(2);
  });

  it('of every query is looked at here, but of the history, which is read from the events', () => {
    const looked = new Set(asked.map(([, make]) => make().constructor));
    expect(ALL.filter((query) => !looked.has(query))).toEqual([queries.GetVoucherHistory]);
  });
});

const ALL = Object.values(queries).filter((value) => typeof value === 'function');
