import { join } from 'node:path';
import { CodedError } from '#errors';
import type { EventLog } from '#event-store';
import {
  checkReadModelsAreOf,
  type DocumentStore,
  PROJECTION_NAMES,
  ProjectionNotReady,
  ReadModels,
} from '#read-models';
import type { Settings } from '#settings';

/** The read models have seen events that are not there: the event store was lost, or is an older copy of itself. */
class ReadModelsAhead extends CodedError {
  readonly code = 'READ_MODELS_AHEAD';
  constructor({ dataDir, mongoDbUrl, eventStoreDbUrl }: Settings, seen: bigint, head: bigint) {
    const events =
      eventStoreDbUrl === undefined ? join(dataDir, 'events.sqlite') : 'what EVENTSTOREDB_URL names';
    const readModels =
      mongoDbUrl === undefined
        ? 'delete read-models.sqlite with its -wal and -shm files'
        : 'drop the collections catalogue and checkpoints of the database that MONGODB_URL names';
    super(
      `The read models have seen the events up to position ${seen.toString()}, and ${events} ends at ${head.toString()}: ` +
        `restore the newer event store, or ${readModels} to build them from these events.`,
    );
  }
}

/**
 * Call it before anything is recorded: new events at positions that the read models have passed already would be
 * missing from them for ever.
 *
 * @throws ReadModelsAhead, OtherEventStore
 */
export async function refuseReadModelsFromElsewhere(
  settings: Settings,
  events: EventLog,
  documentStore: DocumentStore,
): Promise<void> {
  const seen = await furthestSeen(new ReadModels(documentStore));
  // Asked for last: other processes record and fold meanwhile.
  const head = await events.headPosition();
  if (seen > head) throw new ReadModelsAhead(settings, seen, head);
  await checkReadModelsAreOf(events, documentStore);
}

async function furthestSeen(readModels: ReadModels): Promise<bigint> {
  const positions = await Promise.all(PROJECTION_NAMES.map((name) => positionOf(readModels, name)));
  return positions.reduce((furthest, position) => (position > furthest ? position : furthest), 0n);
}

async function positionOf(readModels: ReadModels, projection: string): Promise<bigint> {
  try {
    return await readModels.position(projection);
  } catch (error) {
    if (error instanceof ProjectionNotReady) return 0n;
    throw error;
  }
}
