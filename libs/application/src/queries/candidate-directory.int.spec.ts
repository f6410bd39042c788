import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedVault } from '#personal-data/embedded';
import { programmeRunner, ReadModels } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { voucherStream } from '#vouchers';
import { CandidateDirectory } from './candidate-directory.js';

const ADA = { name: 'Ada Example', email: 'ada@example.org' };

describe('the directory of candidates', () => {
  it('waits for one whose request the read models do not show yet, and does not take them for erased', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'second-shot-directory-'));
    const events = await openEmbeddedEventStore({ directory: dataDir });
    const store = await openEmbeddedDocumentStore({ directory: dataDir });
    const { vault, blindIndex, close } = await openEmbeddedVault({ dataDir });
    const readModels = new ReadModels(store);
    const directory = new CandidateDirectory(readModels, vault, blindIndex);
    const empty = programmeRunner({ events, store });
    await empty.start();
    await empty.stop();
    const requested = {
      id: '0190e2a4-5b7c-7d10-8a3e-2f4b6c8d0e12',
      type: 'VoucherRequested',
      data: { candidateId: 'ada', candidate: await vault.seal('ada', 'candidate', ADA), emailHash: 'h' },
      metadata: { schemaVersion: 1 },
    };
    const { position } = await events.append(voucherStream('v'), [requested], 'no_stream');
    const asked = directory.detailsOf(['ada'], position);
    const runner = programmeRunner({ events, store });
    await runner.start();
    try {
      expect(await asked).toEqual(new Map([['ada', ADA]]));
    } finally {
      await runner.stop();
      await Promise.all([events.close(), store.close(), close()]);
      await rm(dataDir, { recursive: true });
    }
  });
});
