import type { EventStore } from '#event-store';
import { type DocumentStore, programmeRunner, type ReadModels } from '#read-models';

/** How long the read models may take, in milliseconds. */
const PATIENCE = 600_000;

/** Lets the projections see all there is. In one go this is faster than beside the commands. */
export async function buildReadModels(
  events: EventStore,
  store: DocumentStore,
  readModels: ReadModels,
): Promise<void> {
  const runner = programmeRunner({ events, store, readModels });
  await runner.start();
  try {
    await runner.waitFor(await events.headPosition(), PATIENCE);
  } finally {
    await runner.stop();
  }
}
