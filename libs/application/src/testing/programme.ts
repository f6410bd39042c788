import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { SimulatedClock } from '#clock';
import type { EventStore } from '#event-store';
import { openEmbeddedEventStore } from '#event-store/embedded';
import type { BlindIndex, PersonalDataVault } from '#personal-data';
import { openEmbeddedVault } from '#personal-data/embedded';
import { type DocumentStore, programmeRunner, PROJECTION_NAMES, ReadModels } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import type { Terms } from '#vouchers';
import { professional } from '../../../vouchers/src/testing/offers.js';
import type { ApplicationPorts } from '../application.module.js';
import { ChangeOffer } from '../commands/change-offer.command.js';
import { RequestVoucher } from '../commands/request-voucher.command.js';
import type { Envelope } from '../envelope.js';
import { type OpenApplication, openApplication } from '../open-application.js';
import { UNCOUNTED } from '../voucher-locator.js';

const OFFER_ID = professional.offerId;
export const ADA = { name: 'Ada Example', email: 'ada@example.org' };

/** What comes with a command of a client that may send it again. */
export function sent(commandId: string = randomUUID()): Envelope {
  return { commandId, isRepeatable: true, correlationId: 'c', causationId: 'c', actor: 'test' };
}

export function publish(terms: Partial<Terms> = {}, offerId = OFFER_ID): ChangeOffer {
  const published = { ...professional.terms, ...terms };
  return new ChangeOffer(offerId, { type: 'PublishOffer', offerId, terms: published }, sent());
}

export function request(candidateId: string, commandId?: string): RequestVoucher {
  return new RequestVoucher({ offerId: OFFER_ID, candidateId, details: ADA }, sent(commandId));
}

/** The embedded stores in a directory of their own, on which applications are opened. Nobody follows the log. */
export class Programme {
  readonly clock = new SimulatedClock('2014-05-01T12:00:00.000Z');
  readonly #applications: OpenApplication[] = [];

  private constructor(
    readonly directory: string,
    readonly events: EventStore,
    readonly store: DocumentStore,
    private readonly opened: Awaited<ReturnType<typeof openEmbeddedVault>>,
  ) {}

  static async open(): Promise<Programme> {
    const directory = await mkdtemp(join(tmpdir(), 'second-shot-programme-'));
    const events = await openEmbeddedEventStore({ directory });
    const store = await openEmbeddedDocumentStore({ directory });
    return new Programme(directory, events, store, await openEmbeddedVault({ dataDir: directory }));
  }

  get vault(): PersonalDataVault {
    return this.opened.vault;
  }

  get blindIndex(): BlindIndex {
    return this.opened.blindIndex;
  }

  /** @param ports in place of its own */
  async application(ports: Partial<ApplicationPorts> = {}): Promise<OpenApplication> {
    const application = await openApplication({
      eventStore: this.events,
      readModels: new ReadModels(this.store),
      vault: this.vault,
      blindIndex: this.blindIndex,
      clock: this.clock,
      observer: { decided: () => undefined, conflicted: () => undefined, appended: () => undefined },
      codeGuesses: UNCOUNTED,
      ...ports,
    });
    this.#applications.push(application);
    return application;
  }

  async whileFollowed<Result>(work: () => Promise<Result>): Promise<Result> {
    const runner = programmeRunner({ events: this.events, store: this.store });
    await runner.start();
    try {
      return await work();
    } finally {
      await runner.stop();
    }
  }

  /** Has the read models see all that is recorded, and stand still again. */
  async follow(): Promise<void> {
    const head = await this.events.headPosition();
    await this.whileFollowed(() => new ReadModels(this.store).waitFor(head, 30_000, PROJECTION_NAMES));
  }

  /** Puts the keys as they are now, and what opens them, into another data directory. */
  async copyKeys(directory: string): Promise<void> {
    const keys = new DatabaseSync(join(this.directory, 'keys.sqlite'), { readOnly: true });
    keys.prepare('VACUUM INTO ?').run(join(directory, 'keys.sqlite'));
    keys.close();
    await copyFile(join(this.directory, 'master.key'), join(directory, 'master.key'));
  }

  async remove(): Promise<void> {
    for (const application of this.#applications) await application.close();
    await Promise.all([this.events.close(), this.store.close(), this.opened.close()]);
    await rm(this.directory, { recursive: true });
  }
}
