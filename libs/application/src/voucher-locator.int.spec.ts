import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GuessLimiter } from '#access';
import type { EventStore, Position } from '#event-store';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { openEmbeddedVault } from '#personal-data/embedded';
import { type DocumentStore, programmeRunner, ReadModels } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import { professional } from '../../vouchers/src/testing/offers.js';
import type { CommandAccepted } from './command-result.js';
import { ChangeOffer } from './commands/change-offer.command.js';
import { RequestVoucher } from './commands/request-voucher.command.js';
import { type OpenApplication, openApplication } from './open-application.js';
import { VoucherLocator, UNCOUNTED } from './voucher-locator.js';

const OFFER_ID = 'second-shot';
/** Of the right form, and of nobody. */
const UNKNOWN = '0000-0000-0000-0000-0';
const MISTYPED = '0000-0000-0000-0000-1';

describe('a voucher that is named by its code', () => {
  let dataDir: string;
  let events: EventStore;
  let store: DocumentStore;
  let opened: Awaited<ReturnType<typeof openEmbeddedVault>>;
  let application: OpenApplication;
  let readModels: ReadModels;
  let locator: VoucherLocator;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'second-shot-locator-'));
    events = await openEmbeddedEventStore({ directory: dataDir });
    store = await openEmbeddedDocumentStore({ directory: dataDir });
    opened = await openEmbeddedVault({ dataDir });
    const { vault, blindIndex } = opened;
    readModels = new ReadModels(store);
    application = await openApplication({
      eventStore: events,
      readModels,
      vault,
      blindIndex,
      clock: { now: () => '2014-05-01T12:00:00.000Z' },
      observer: { decided: () => undefined, conflicted: () => undefined, appended: () => undefined },
      codeGuesses: UNCOUNTED,
    });
    locator = new VoucherLocator(events, readModels, blindIndex, new GuessLimiter({ perClient: 3 }));
    const publish = { type: 'PublishOffer', offerId: OFFER_ID, terms: professional.terms } as const;
    await application.commands.execute(new ChangeOffer(OFFER_ID, publish, sent()));
  });
  afterEach(async () => {
    await application.close();
    await Promise.all([events.close(), store.close(), opened.close()]);
    await rm(dataDir, { recursive: true });
  });

  const sent = () => {
    const commandId = crypto.randomUUID();
    return { commandId, correlationId: commandId, causationId: commandId, actor: 'test' };
  };

  async function issue(candidateId: string): Promise<{ code: string; position: Position }> {
    const details = { name: 'Ada Example', email: 'ada@example.org' };
    const request = new RequestVoucher({ offerId: OFFER_ID, candidateId, details }, sent());
    const { code = '', position } = (await application.commands.execute(request)) as CommandAccepted;
    return { code, position };
  }

  /** Folds what is there, and stands still again. */
  async function follow(position: Position): Promise<void> {
    const runner = programmeRunner({ events, store });
    await runner.start();
    await readModels.waitFor(position, 20_000, ['vouchers']);
    await runner.stop();
  }

  const outcomes = async (codes: readonly string[], client: string) =>
    (await Promise.allSettled(codes.map((code) => locator.locate(code, client)))).map((outcome) =>
      outcome.status === 'fulfilled' ? 'found' : (outcome.reason as { readonly code: string }).code,
    );

  it('is found, also by many at once, and a wrong code is looked up no more often than may be guessed', async () => {
    const { code, position } = await issue('ada');
    await follow(position);
    const right = Array.from({ length: 50 }, () => code);
    expect(new Set(await outcomes(right, 'portal'))).toEqual(new Set(['found']));
    const wrong = Array.from({ length: 20 }, () => UNKNOWN);
    expect((await outcomes(wrong, 'mallory')).sort()).toEqual([
      ...Array.from({ length: 17 }, () => 'TOO_MANY_GUESSES'),
      ...Array.from({ length: 3 }, () => 'VOUCHER_NOT_FOUND'),
    ]);
  });

  it('cannot be told from one that does not exist while the read models stand still, and costs no guess', async () => {
    const { code: seen, position } = await issue('ada');
    await follow(position);
    const { code: unseen } = await issue('bob');
    const codes = [unseen, UNKNOWN, MISTYPED, UNKNOWN];
    expect(new Set(await outcomes(codes, 'portal'))).toEqual(new Set(['VOUCHER_CODE_NOT_RESOLVED']));
    expect(await outcomes([seen], 'portal')).toEqual(['found']);
  });

  it('is no guess while the read models are not there at all', async () => {
    const codes = Array.from({ length: 5 }, () => UNKNOWN);
    expect(new Set(await outcomes(codes, 'portal'))).toEqual(new Set(['VOUCHER_CODE_NOT_RESOLVED']));
    const { code, position } = await issue('ada');
    await follow(position);
    expect(await outcomes([code], 'portal')).toEqual(['found']);
  });
});
