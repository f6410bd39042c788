import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, Position } from '#event-store';
import { openEmbeddedEventStore } from '#event-store/embedded';
import {
  type DocumentStore,
  programmeRunner,
  PROJECTION_NAMES,
  type ProjectionRunner,
  ReadModels,
} from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import { readSettings } from '#settings/environment';
import { overriding } from '../../read-models/src/testing/overriding.js';
import { refuseReadModelsFromElsewhere } from './read-models-elsewhere.js';

const PATIENCE = 10_000;

describe('read models that are compared with the events at a start', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
  const settings = readSettings({ DATA_DIR: directory });
  let events: EventStore;
  let store: DocumentStore;
  let runner: ProjectionRunner;

  beforeAll(async () => {
    events = await openEmbeddedEventStore({ directory });
    store = await openEmbeddedDocumentStore({ directory });
    runner = programmeRunner({ events, store });
    await runner.start();
    await recordAndFold();
  });
  afterAll(async () => {
    await runner.stop();
    await store.close();
    await events.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function recordAndFold(): Promise<void> {
    const event = { id: randomUUID(), type: 'Noted', data: {}, metadata: {} };
    const { position } = await events.append('foreign-1', [event], 'any');
    await new ReadModels(store).waitFor(position, PATIENCE, PROJECTION_NAMES);
  }

  const compareWith = (headPosition: () => Promise<Position>) =>
    refuseReadModelsFromElsewhere(settings, overriding(events, { headPosition }), store);

  it('are taken while workers of other processes fold what is recorded meanwhile', async () => {
    const comparing = compareWith(async () => {
      const head = await events.headPosition();
      await recordAndFold();
      return head;
    });
    await expect(comparing).resolves.toBeUndefined();
  });

  it('are refused where they have seen more than there is', async () => {
    await expect(compareWith(async () => 1n)).rejects.toMatchObject({ code: 'READ_MODELS_AHEAD' });
  });
});
