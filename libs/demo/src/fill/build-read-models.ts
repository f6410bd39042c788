import type { EventStore } from '#event-store';
import { type DocumentStore, programmeRunner, PROJECTION_NAMES, type ReadModels } from '#read-models';

/** How long the read models may take, in milliseconds. */
const PATIENCE = 600_000;

/** Lets the projections see all there is. In one go this is faster than beside the commands. */
export async function buildReadModels(
  events: EventStore,
  store: DocumentStore,
  readModels: ReadModels,
): Promise<void> {
  const runner = programmeRunner({ events, store, listener: readModels });
  await runner.start();
  try {
    await readModels.waitFor(await events.headPosition(), PATIENCE, PROJECTION_NAMES);
  } finally {
    await runner.stop();
  }
}
