import { DatabaseSync } from '@photostructure/sqlite';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandBus } from '@nestjs/cqrs';
import { SimulatedClock } from '#clock';
import type { EventStore } from '#event-store';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { openEmbeddedVault } from '#personal-data/embedded';
import { type DocumentStore, programmeRunner, ReadModels } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import { professional } from '../../../vouchers/src/testing/offers.js';
import { ChangeOffer } from '../commands/change-offer.command.js';
import { RequestVoucher } from '../commands/request-voucher.command.js';
import type { Envelope } from '../envelope.js';
import { openApplication, type OpenApplication } from '../open-application.js';
import { UNCOUNTED } from '../voucher-locator.js';
import { ExpireDueVouchers } from './expire-due-vouchers.js';

/** One more than are expired at once. */
const VOUCHERS = 201;

function sent(): Envelope {
  return { commandId: randomUUID(), correlationId: 'c', causationId: 'c', actor: 'test' };
}

describe('the expiry of vouchers', () => {
  let dataDir: string;
  let events: EventStore;
  let store: DocumentStore;
  let opened: Awaited<ReturnType<typeof openEmbeddedVault>>;
  const clock = new SimulatedClock('2014-05-01T12:00:00.000Z');

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'second-shot-expiry-'));
    events = await openEmbeddedEventStore({ directory: dataDir });
    store = await openEmbeddedDocumentStore({ directory: dataDir });
    opened = await openEmbeddedVault({ dataDir });
    const application = await open();
    await issue(application.commands);
    await application.close();
    await follow();
    clock.moveTo('2014-06-02T12:00:00.000Z');
  });
  afterAll(async () => {
    await Promise.all([events.close(), store.close(), opened.close()]);
    await rm(dataDir, { recursive: true });
  });

  function open(): Promise<OpenApplication> {
    const { vault, blindIndex } = opened;
    return openApplication({
      ...{ eventStore: events, readModels: new ReadModels(store), vault, blindIndex, clock },
      observer: { decided: () => undefined, conflicted: () => undefined, appended: () => undefined },
      codeGuesses: UNCOUNTED,
    });
  }

  async function issue(commands: CommandBus): Promise<void> {
    const { offerId, terms } = professional;
    await commands.execute(new ChangeOffer(offerId, { type: 'PublishOffer', offerId, terms }, sent()));
    const requests = Array.from({ length: VOUCHERS }, (_, number) => {
      const details = { name: 'Ada Example', email: 'ada@example.org' };
      return commands.execute(new RequestVoucher({ offerId, candidateId: `c-${number}`, details }, sent()));
    });
    await Promise.all(requests);
  }

  async function follow(): Promise<void> {
    const runner = programmeRunner({ events, store });
    await runner.start();
    await new ReadModels(store).waitFor(await events.headPosition(), 30_000, ['vouchers']);
    await runner.stop();
  }

  async function expiredVouchers(): Promise<number> {
    const filter = { eventTypes: ['VoucherExpired'] };
    return (await events.readAll({ filter, limit: 2 * VOUCHERS })).events.length;
  }

  it('goes on with the others where one of them fails, and tells of that', async () => {
    const sort = { field: 'expiresAt', direction: 'ascending' } as const;
    const [first] = await new ReadModels(store).find('vouchers', { sort, limit: 1 });
    const database = new DatabaseSync(join(dataDir, 'events.sqlite'));
    database.exec(
      `UPDATE events SET metadata = json_set(metadata, '$.schemaVersion', 99)
       WHERE stream = (SELECT id FROM streams WHERE name = 'voucher-${first?.id}')`,
    );
    database.close();
    const application = await open();
    const expiry = new ExpireDueVouchers(application.commands, new ReadModels(store), clock);
    await expect(expiry.run()).rejects.toMatchObject({ code: 'UNKNOWN_SCHEMA_VERSION' });
    expect(await expiredVouchers()).toBe(VOUCHERS - 1);
    await expect(expiry.run()).rejects.toMatchObject({ code: 'UNKNOWN_SCHEMA_VERSION' });
    expect(await expiredVouchers()).toBe(VOUCHERS - 1);
    await application.close();
  });
});
