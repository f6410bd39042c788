import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, Position } from '#event-store';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { openEmbeddedVault } from '#personal-data/embedded';
import { type DocumentStore, programmeRunner, ReadModels } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import { voucherStream } from '#vouchers';
import { CandidateDirectory, candidateIn } from './candidate-directory.js';

const ADA = { name: 'Ada Example', email: 'ada@example.org' };

describe('the directory, of a candidate whose request the read models do not show yet,', () => {
  let dataDir: string;
  let events: EventStore;
  let store: DocumentStore;
  let opened: Awaited<ReturnType<typeof openEmbeddedVault>>;
  let directory: CandidateDirectory;
  let requestedAt: Position;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'second-shot-directory-'));
    events = await openEmbeddedEventStore({ directory: dataDir });
    store = await openEmbeddedDocumentStore({ directory: dataDir });
    opened = await openEmbeddedVault({ dataDir });
    const { vault, blindIndex } = opened;
    directory = new CandidateDirectory(new ReadModels(store), vault, blindIndex);
    await whileFollowed(async () => undefined);
    const requested = {
      id: '0190e2a4-5b7c-7d10-8a3e-2f4b6c8d0e12',
      type: 'VoucherRequested',
      data: { candidateId: 'ada', candidate: await vault.seal('ada', 'candidate', ADA), emailHash: 'h' },
      metadata: { schemaVersion: 1 },
    };
    ({ position: requestedAt } = await events.append(voucherStream('v'), [requested], 'no_stream'));
  });
  afterEach(async () => {
    await Promise.all([events.close(), store.close(), opened.close()]);
    await rm(dataDir, { recursive: true });
  });

  async function whileFollowed<Result>(work: () => Promise<Result>): Promise<Result> {
    const runner = programmeRunner({ events, store });
    await runner.start();
    try {
      return await work();
    } finally {
      await runner.stop();
    }
  }

  it('tells when they do', async () => {
    const asked = directory.detailsOf(['ada'], requestedAt);
    const details = await whileFollowed(() => asked);
    expect(candidateIn(details, 'ada')).toEqual({ candidate: ADA });
  });

  it('tells nothing where they stand still: not that the candidate was erased', async () => {
    const details = await directory.detailsOf(['ada'], requestedAt);
    expect(candidateIn(details, 'ada')).toEqual({});
  });

  it('tells nothing where the key is lost: nor does it fail', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'second-shot-directory-'));
    const { vault, blindIndex, close } = await openEmbeddedVault({ dataDir: elsewhere });
    const withoutKeys = new CandidateDirectory(new ReadModels(store), vault, blindIndex);
    const details = await whileFollowed(() => withoutKeys.detailsOf(['ada'], requestedAt));
    await close();
    await rm(elsewhere, { recursive: true });
    expect(candidateIn(details, 'ada')).toEqual({});
  });
});
