import { join } from 'node:path';
import { CodedError } from '#errors';
import type { EventReader } from '#event-store';
import { type DocumentStore, PROJECTIONS, ProjectionNotReady, ReadModels } from '#read-models';
import type { Settings } from '#settings';

/** The read models have seen events that are not there: the event store was lost, or is an older copy of itself. */
class ReadModelsAhead extends CodedError {
  readonly code = 'READ_MODELS_AHEAD';
  constructor({ dataDir, mongoDbUrl }: Settings, seen: bigint, head: bigint) {
    const readModels =
      mongoDbUrl === undefined
        ? 'delete read-models.sqlite with its -wal and -shm files'
        : 'drop the collections catalogue and checkpoints of the database that MONGODB_URL names';
    super(
      `The read models have seen ${seen.toString()} events, and ${join(dataDir, 'events.sqlite')} has ${head.toString()}: ` +
        `restore the newer event store, or ${readModels} to build them from these events.`,
    );
  }
}

/**
 * To be asked before anything is recorded: at positions that the read models believe to have seen, new events
 * would be left out of them for ever.
 *
 * @throws ReadModelsAhead
 */
export async function refuseReadModelsAhead(
  settings: Settings,
  eventStore: EventReader,
  documentStore: DocumentStore,
): Promise<void> {
  const readModels = new ReadModels(documentStore);
  const head = await eventStore.headPosition();
  for (const name of Object.keys(PROJECTIONS)) {
    const seen = await positionOf(readModels, name);
    if (seen > head) throw new ReadModelsAhead(settings, seen, head);
  }
}

async function positionOf(readModels: ReadModels, projection: string): Promise<bigint> {
  try {
    return await readModels.position(projection);
  } catch (error) {
    if (error instanceof ProjectionNotReady) return 0n;
    throw error;
  }
}
