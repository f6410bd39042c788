import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatedClock } from '#clock';
import type { EventStore } from '#event-store';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { openEmbeddedVault } from '#personal-data/embedded';
import { type DocumentStore, programmeRunner, PROJECTION_NAMES, ReadModels } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import { professional } from '../../../vouchers/src/testing/offers.js';
import type { CommandAccepted } from '../command-result.js';
import { ChangeOffer } from '../commands/change-offer.command.js';
import { RequestVoucher } from '../commands/request-voucher.command.js';
import { type OpenApplication, openApplication } from '../open-application.js';
import { UNCOUNTED } from '../voucher-locator.js';
import * as queries from './queries.js';

const PAGING = { limit: 200 };
const OFFER_ID = 'second-shot';

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
  let dataDir: string;
  let events: EventStore;
  let store: DocumentStore;
  let opened: Awaited<ReturnType<typeof openEmbeddedVault>>;
  let readModels: Noting;
  let application: OpenApplication;
  let voucherId = '';

  const sent = () => {
    const commandId = crypto.randomUUID();
    return { commandId, correlationId: commandId, causationId: commandId, actor: 'test' };
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'second-shot-reads-'));
    events = await openEmbeddedEventStore({ directory: dataDir });
    store = await openEmbeddedDocumentStore({ directory: dataDir });
    opened = await openEmbeddedVault({ dataDir });
    readModels = new Noting(store);
    application = await openApplication({
      eventStore: events,
      readModels,
      vault: opened.vault,
      blindIndex: opened.blindIndex,
      clock: new SimulatedClock('2014-05-01T12:00:00.000Z'),
      observer: { decided: () => undefined, conflicted: () => undefined, appended: () => undefined },
      codeGuesses: UNCOUNTED,
    });
    const { commands } = application;
    // What can be done with a request depends on its offer.
    const terms = { ...professional.terms, approval: 'manual' } as const;
    const publish = { type: 'PublishOffer', offerId: OFFER_ID, terms } as const;
    await commands.execute(new ChangeOffer(OFFER_ID, publish, sent()));
    const details = { name: 'Ada Example', email: 'ada@example.org' };
    const request = { offerId: OFFER_ID, candidateId: 'ada', details };
    const { subject, position } = (await commands.execute(
      new RequestVoucher(request, sent()),
    )) as CommandAccepted;
    voucherId = 'voucherId' in subject ? subject.voucherId : '';
    await follow(position);
  });
  afterAll(async () => {
    await application.close();
    await Promise.all([events.close(), store.close(), opened.close()]);
    await rm(dataDir, { recursive: true });
  });

  async function follow(position: bigint): Promise<void> {
    const runner = programmeRunner({ events, store });
    await runner.start();
    await readModels.waitFor(position, 20_000, PROJECTION_NAMES);
    await runner.stop();
  }

  const asked: readonly [string, () => InstanceType<(typeof ALL)[number]>][] = [
    ['a voucher', () => new queries.GetVoucher({ voucherId }, true)],
    ['vouchers by e-mail', () => new queries.FindVouchers({ email: 'ada@example.org' }, PAGING, true)],
    ['offers', () => new queries.ListOffers(PAGING)],
    ['an offer', () => new queries.GetOffer(OFFER_ID)],
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
    const terms = { ...professional.terms, name: 'Another' };
    const publish = { type: 'PublishOffer', offerId: 'another', terms } as const;
    const made = await application.commands.execute(new ChangeOffer('another', publish, sent()));
    await follow((made as CommandAccepted).position);
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
