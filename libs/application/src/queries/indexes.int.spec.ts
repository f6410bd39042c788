import {
  type DocumentStore,
  type ProjectionName,
  PROJECTIONS,
  type DocumentQuery,
  ReadModels,
} from '#read-models';
import { stretchesOf } from '../../../read-models/src/mongodb/query.js';
import { indexFor } from '../../../read-models/src/mongodb/testing/index-for.js';
import { professional } from '../../../vouchers/src/testing/offers.js';
import type { OpenApplication } from '../open-application.js';
import { ExpireDueVouchers } from '../reactions/expire-due-vouchers.js';
import { UNCOUNTED, VoucherLocator } from '../voucher-locator.js';
import { ADA, Programme } from '../testing/programme.js';
import * as queries from './queries.js';

const PAGING = { limit: 200 };
const offerId = professional.offerId;
const SEARCHES: readonly queries.VoucherSearch[] = [
  {},
  { status: 'active' },
  { offerId },
  { examCode: 'SC-101' },
  { candidateId: 'ada' },
  { email: ADA.email },
  { expiresBefore: '2014-06-01T00:00:00.000Z' },
  { status: 'active', offerId, examCode: 'SC-101', candidateId: 'ada' },
];
const ORDERS = [undefined, 'requestedAt', '-requestedAt', 'expiresAt', '-expiresAt'] as const;

/**
 * Which index serves each kind of question, by projection. Read by the order that is asked for, documents are held
 * against the other conditions one by one; where that is slow, a compound index is what helps.
 */
const SERVED: Readonly<Record<string, string>> = {
  'vouchers by requestedAt': 'requestedAt',
  'vouchers by expiresAt': 'expiresAt',
  'vouchers of candidateId by requestedAt': 'requestedAt',
  'vouchers of candidateId by expiresAt': 'expiresAt',
  'vouchers of codeHash': 'codeHash',
  'vouchers of examCodes by requestedAt': 'requestedAt',
  'vouchers of examCodes by expiresAt': 'expiresAt',
  'vouchers of expiresAt by requestedAt': 'requestedAt',
  'vouchers of expiresAt by expiresAt': 'expiresAt',
  'vouchers of offerId by requestedAt': 'requestedAt',
  'vouchers of offerId by expiresAt': 'expiresAt',
  'vouchers of status by requestedAt': 'requestedAt',
  'vouchers of status by expiresAt': 'expiresAt',
  'vouchers of status, expiresAt by expiresAt': 'expiresAt',
  'vouchers of status, offerId, examCodes, candidateId by requestedAt': 'requestedAt',
  'vouchers of status, offerId, examCodes, candidateId by expiresAt': 'expiresAt',
  offers: '_id',
  'candidates of emailHash': 'emailHash',
  'retakes of milliseconds by milliseconds': 'milliseconds',
  'retakes of milliseconds, offerId by milliseconds': 'milliseconds',
  'activity by day': 'day',
  'activity of day by day': 'day',
  'activity of offerId by day': 'day',
  'activity of offerId, day by day': 'day',
};

interface Asked {
  readonly projection: ProjectionName;
  readonly query: DocumentQuery;
}

/** Read models that note what they are asked, and say that there is something to ask about. */
class Noting extends ReadModels {
  readonly asked: Asked[] = [];
  readonly counted: Asked[] = [];

  constructor(store: DocumentStore) {
    super(store);
    const [find, count] = [this.find.bind(this), this.count.bind(this)];
    this.find = (projection, query) => {
      this.asked.push({ projection: projection as ProjectionName, query });
      return find(projection, query);
    };
    this.count = async (projection, where) => {
      this.counted.push({
        projection: projection as ProjectionName,
        query: { ...(where && { where }), limit: 1 },
      });
      return Math.max(1, await count(projection, where));
    };
  }
}

describe('the questions of the read models', () => {
  let programme: Programme;
  let readModels: Noting;
  let application: OpenApplication;

  beforeAll(async () => {
    programme = await Programme.open();
    readModels = new Noting(programme.store);
    application = await programme.application({ readModels });
    await programme.follow();
    await askEverything();
  });
  afterAll(() => programme.remove());

  async function askEverything(): Promise<void> {
    const { events, blindIndex, clock } = programme;
    for (const search of SEARCHES) {
      for (const sort of ORDERS) {
        await ask(new queries.FindVouchers({ ...search, ...(sort && { sort }) }, PAGING, true));
      }
    }
    await ask(new queries.ListOffers(PAGING));
    for (const offer of [undefined, offerId]) {
      await ask(new queries.GetOverview(offer));
      await ask(new queries.GetActivity(undefined, undefined, offer));
      await ask(new queries.GetActivity('2014-05-01', '2014-05-02', offer));
    }
    await new ExpireDueVouchers(application.commands, readModels, clock).run();
    const locator = new VoucherLocator(events, readModels, blindIndex, UNCOUNTED);
    await expect(locator.locate('no code', 'somebody')).rejects.toMatchObject({ code: 'VOUCHER_NOT_FOUND' });
  }

  async function ask(query: Asking): Promise<void> {
    await application.queries.execute<Asking, queries.Answer<object>>(query);
  }

  it('are these', () => {
    expect(new Set(readModels.asked.map(nameOf))).toEqual(new Set(Object.keys(SERVED)));
  });

  it('are each read in the order of an index, from the first page to the last', () => {
    for (const asked of readModels.asked) {
      const { indexes } = PROJECTIONS[asked.projection];
      const [first, ...later] = pagesOf(asked.query).flatMap(stretchesOf);
      const name = nameOf(asked);
      const expected = { name, index: SERVED[name], isSorted: true };
      expect({ name, ...(first && indexFor(first, indexes)) }).toEqual(expected);
      for (const stretch of later) {
        expect({ name, ...indexFor(stretch, indexes) }).toMatchObject({ name, isSorted: true });
      }
    }
  });

  it('are counted by an index', () => {
    expect(readModels.counted).not.toEqual([]);
    for (const { projection, query } of readModels.counted) {
      for (const stretch of stretchesOf(query)) {
        expect(indexFor(stretch, PROJECTIONS[projection].indexes)).toBeDefined();
      }
    }
  });
});

type Asking = queries.FindVouchers | queries.ListOffers | queries.GetOverview | queries.GetActivity;

function nameOf({ projection, query: { where = {}, sort } }: Asked): string {
  const fields = Object.keys(where);
  const of = fields.length > 0 ? ` of ${fields.join(', ')}` : '';
  return `${projection}${of}${sort ? ` by ${sort.field}` : ''}`;
}

/** The first, one behind a value, and one behind a document without the field. */
function pagesOf(query: DocumentQuery): readonly DocumentQuery[] {
  const { after: _, ...first } = query;
  const behind = { ...first, after: { id: 'last' } };
  return first.sort ? [first, { ...first, after: { id: 'last', value: '2014' } }, behind] : [first, behind];
}
