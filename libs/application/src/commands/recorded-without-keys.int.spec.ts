import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { SimulatedClock } from '#clock';
import type { EventStore } from '#event-store';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { KeyStoreUnavailable, type PersonalDataVault } from '#personal-data';
import { openEmbeddedVault } from '#personal-data/embedded';
import { type DocumentStore, ReadModels } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import { candidateStream } from '#vouchers';
import { professional } from '../../../vouchers/src/testing/offers.js';
import type { CommandAccepted, CommandResult } from '../command-result.js';
import type { Envelope } from '../envelope.js';
import { openApplication, type OpenApplication } from '../open-application.js';
import { UNCOUNTED } from '../voucher-locator.js';
import { ChangeOffer } from './change-offer.command.js';
import { ChangeVoucher } from './change-voucher.command.js';
import { EraseCandidate } from './erase-candidate.command.js';
import { RequestVoucher } from './request-voucher.command.js';

const OFFER = professional.offerId;
const ADA = { name: 'Ada Example', email: 'ada@example.org' };
const DIRECTORY = join(tmpdir(), 'second-shot-recorded-');

function sent(commandId: string = randomUUID()): Envelope {
  return { commandId, isRepeatable: true, correlationId: 'c', causationId: 'c', actor: 'test' };
}

describe('where the keys of personal data are away after a command was recorded', () => {
  let dataDir: string;
  let events: EventStore;
  let store: DocumentStore;
  let opened: Awaited<ReturnType<typeof openEmbeddedVault>>;
  let application: OpenApplication;

  beforeEach(async () => {
    dataDir = await mkdtemp(DIRECTORY);
    events = await openEmbeddedEventStore({ directory: dataDir });
    store = await openEmbeddedDocumentStore({ directory: dataDir });
    opened = await openEmbeddedVault({ dataDir });
    application = await on(opened.vault);
    const { terms } = professional;
    await run(new ChangeOffer(OFFER, { type: 'PublishOffer', offerId: OFFER, terms }, sent()));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await application.close();
    await Promise.all([events.close(), store.close(), opened.close()]);
    await rm(dataDir, { recursive: true });
  });

  function on(vault: PersonalDataVault): Promise<OpenApplication> {
    return openApplication({
      eventStore: events,
      readModels: new ReadModels(store),
      vault,
      blindIndex: opened.blindIndex,
      clock: new SimulatedClock('2014-05-01T12:00:00.000Z'),
      observer: { decided: () => undefined, conflicted: () => undefined, appended: () => undefined },
      codeGuesses: UNCOUNTED,
    });
  }

  async function run(
    command: RequestVoucher | ChangeOffer | ChangeVoucher | EraseCandidate,
    by = application,
  ): Promise<CommandAccepted> {
    const result: CommandResult = await by.commands.execute(command);
    return result as CommandAccepted;
  }

  const away = (call: 'unseal' | 'destroyKey') =>
    jest.spyOn(opened.vault, call).mockRejectedValue(new KeyStoreUnavailable('Nobody is there.'));
  const request = (commandId?: string) =>
    new RequestVoucher({ offerId: OFFER, candidateId: 'ada', details: ADA }, sent(commandId));
  const unfinished = { code: 'OUTCOME_UNKNOWN', message: expect.stringContaining('is recorded') as string };

  it('a new voucher is answered with its code all the same', async () => {
    away('unseal');
    const { subject, code } = await run(request());
    expect(code).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z*~$=]$/);
    const voucher = subject as { readonly voucherId: string };
    const reissue = { type: 'ReissueVoucherCode', reason: 'it was seen' } as const;
    const reissued = await run(new ChangeVoucher(voucher, reissue, sent()));
    expect(reissued.code).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z*~$=]$/);
    expect(reissued.code).not.toBe(code);
  });

  it('a repetition is told to come again, and is answered when they are there', async () => {
    const { code } = await run(request('again'));
    const gone = away('unseal');
    await expect(run(request('again'))).rejects.toMatchObject(unfinished);
    gone.mockRestore();
    expect(await run(request('again'))).toMatchObject({ replayed: true, code });
  });

  it('a repetition whose key is lost is answered without the code', async () => {
    await run(request('again'));
    const elsewhere = await mkdtemp(DIRECTORY);
    const others = await openEmbeddedVault({ dataDir: elsewhere });
    const withoutKeys = await on(others.vault);
    const answer = await run(request('again'), withoutKeys);
    await withoutKeys.close();
    await others.close();
    await rm(elsewhere, { recursive: true });
    expect(answer).toMatchObject({ replayed: true, events: [{}, {}] });
    expect(answer).not.toHaveProperty('code');
  });

  it('an erasure says that it is recorded, and is carried out when it comes again', async () => {
    await run(request());
    const keyId = await opened.vault.keyOf('ada');
    const gone = away('destroyKey');
    const erase = () => new EraseCandidate('ada', 'asked', sent());
    await expect(run(erase())).rejects.toMatchObject(unfinished);
    expect(await events.readStream(candidateStream('ada'))).toHaveLength(1);
    expect(await opened.vault.keyOf('ada')).toBe(keyId);
    gone.mockRestore();
    await run(erase());
    expect(await opened.vault.keyOf('ada')).toBeUndefined();
    expect(await events.readStream(candidateStream('ada'))).toHaveLength(1);
  });
});
