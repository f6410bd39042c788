import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedEventStore, openEmbeddedEventStore } from '#event-store/embedded';
import type { Step } from '../output/progress.js';
import { verify } from './verify.js';

describe('verifying a log', () => {
  let directory: string;
  let store: EmbeddedEventStore;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'second-shot-verify-'));
    store = await openEmbeddedEventStore({ directory });
  });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });

  it('is shown to its end where nothing is of the programme, as in a new EventStoreDB', async () => {
    const event = { id: randomUUID(), type: 'Noise', data: {}, metadata: {} };
    await store.append('elsewhere', [event], 'no_stream');
    const steps: Step[] = [];
    const progress = { show: (step: Step) => steps.push(step), note: () => undefined, end: () => undefined };
    await verify(store, { progress, signal: new AbortController().signal });
    expect(steps.at(-1)).toMatchObject({ done: 1, total: 1 });
    expect(steps.filter(({ secondsLeft }) => secondsLeft === Infinity)).toEqual([]);
  });
});
