import type { EventStore } from '#event-store';
import { programmeRunner } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import type { Throughput } from '../harness/program.js';

const HOUR = 3_600_000;

/** Builds all read models from the first event on, in a file of the directory. */
export async function rebuild(events: EventStore, directory: string): Promise<Throughput> {
  const store = await openEmbeddedDocumentStore({ directory });
  const runner = programmeRunner({ events, store });
  const head = await events.headPosition();
  const started = performance.now();
  await runner.start();
  await runner.waitFor(head, HOUR);
  const seconds = (performance.now() - started) / 1_000;
  await runner.stop();
  await store.close();
  return { perSecond: Number(head) / seconds };
}
