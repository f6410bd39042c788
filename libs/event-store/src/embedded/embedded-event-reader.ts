import { join, resolve } from 'node:path';
import { openDatabase, type Database } from '#sqlite';
import type {
  AllBatch,
  AllPage,
  AllSubscriptionOptions,
  EventReader,
  EventSubscriber,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  StreamBatch,
  StreamSubscriptionOptions,
} from '../port/index.js';
import { CommitChannel } from './subscribing/commit-channel.js';
import type { CommitSignal } from './subscribing/commit-signal.js';
import { DatabaseReads } from './reading/database-reads.js';
import { missingPositions, type PositionRange } from './reading/missing-positions.js';
import { SqliteEventReader } from './reading/sqlite-event-reader.js';
import { PullingSubscriber } from './subscribing/pulling-subscriber.js';
import { EVENT_STORE, FILE_NAME } from './schema.js';
import { WatchedCommits } from './subscribing/watched-commits.js';

/** Reading and subscribing; the store itself adds appending. */
export class EmbeddedEventReader implements EventReader, EventSubscriber {
  readonly #reader: EventReader;
  readonly #subscriber: EventSubscriber;

  constructor(
    private readonly reads: DatabaseReads,
    private readonly database: Database,
    private readonly signal: CommitSignal,
  ) {
    this.#reader = new SqliteEventReader(database, reads);
    this.#subscriber = new PullingSubscriber(this.#reader, signal);
  }

  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    return this.#reader.readStream(stream, options);
  }

  readAll(options?: ReadAllOptions): Promise<AllPage> {
    return this.#reader.readAll(options);
  }

  headPosition(): Promise<Position> {
    return this.#reader.headPosition();
  }

  subscribeToAll(options?: AllSubscriptionOptions): AsyncIterable<AllBatch> {
    return this.#subscriber.subscribeToAll(options);
  }

  subscribeToStream(stream: string, options?: StreamSubscriptionOptions): AsyncIterable<StreamBatch> {
    return this.#subscriber.subscribeToStream(stream, options);
  }

  /** Where events were removed outside the program, before the last one. It reads the whole log at once. */
  missingPositions(): readonly PositionRange[] {
    return missingPositions(this.database, this.reads);
  }

  /** Ends the subscriptions and releases everything. Again changes nothing. */
  async close(): Promise<void> {
    this.signal.close();
    if (this.database.isOpen) this.database.close();
  }
}

/**
 * Opens the event store of a directory for reading and subscribing, beside a process that writes to it or without
 * one. Commits of that process are noticed within some 20 ms, those of another thread of this process at once.
 *
 * @throws StorageError when there is no event store in the directory, or it cannot be used
 */
export async function openEmbeddedEventReader(options: {
  readonly directory: string;
}): Promise<EmbeddedEventReader> {
  const file = resolve(join(options.directory, FILE_NAME));
  const database = openDatabase(file, { kind: EVENT_STORE, synchronous: 'FULL', readOnly: true });
  const commits = new WatchedCommits(database, new CommitChannel(file));
  return new EmbeddedEventReader(new DatabaseReads(database, file), database, commits);
}
