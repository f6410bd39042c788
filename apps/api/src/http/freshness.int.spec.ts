import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { programmeRunner, ProjectionRunner, PROJECTIONS, ReadModels } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import { ApiUnderTest } from '../testing/api-under-test.js';
import { Recorder, RecordingApplication } from '../testing/recording-application.js';

describe('a query that waits while the read models are set up for the first time', () => {
  it('waits for each of them, also for one that is not there yet', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'second-shot-'));
    const events = await openEmbeddedEventStore({ directory });
    const store = await openEmbeddedDocumentStore({ directory });
    const application = RecordingApplication.with(new Recorder(), new ReadModels(store));
    const api = await ApiUnderTest.start({}, { application });
    const answers = () => api.call('/v1/offers?waitFor=0&timeoutMs=200');

    await projected(new ProjectionRunner({ events, store, projections: [PROJECTIONS.vouchers] }));
    expect((await answers()).body).toMatchObject({ code: 'NOT_YET_VISIBLE' });
    await projected(programmeRunner({ events, store }));
    expect((await answers()).status).toBe(200);

    await api.close();
    await store.close();
    await events.close();
    await rm(directory, { recursive: true, force: true });
  });
});

/** Lets a runner set up its projections, and go. */
async function projected(runner: ProjectionRunner): Promise<void> {
  await runner.start();
  await runner.waitFor(0n, 10_000);
  await runner.stop();
}
