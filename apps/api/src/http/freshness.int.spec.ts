import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { programmeRunner, PROJECTION_NAMES, ProjectionRunner, PROJECTIONS, ReadModels } from '#read-models';
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

    const readModels = new ReadModels(store);
    const { vouchers } = PROJECTIONS;
    await setUp(new ProjectionRunner({ events, store, projections: [vouchers] }), readModels, ['vouchers']);
    expect((await answers()).body).toMatchObject({ code: 'NOT_YET_VISIBLE' });
    await setUp(programmeRunner({ events, store }), readModels, PROJECTION_NAMES);
    expect((await answers()).status).toBe(200);

    await api.close();
    await store.close();
    await events.close();
    await rm(directory, { recursive: true, force: true });
  });
});

/** Lets a runner set up its projections, and go. */
async function setUp(
  runner: ProjectionRunner,
  readModels: ReadModels,
  projections: readonly string[],
): Promise<void> {
  await runner.start();
  await readModels.waitFor(0n, 10_000, projections);
  await runner.stop();
}
