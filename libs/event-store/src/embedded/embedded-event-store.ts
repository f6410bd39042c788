import { join, resolve } from 'node:path';
import {
  acquireWriterLock,
  GroupCommitWriter,
  openDatabase,
  StorageError,
  type Database,
  type OpenOptions,
  type WriterLock,
} from '#sqlite';
import {
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
} from '../port/index.js';
import { checkExpectedRevision, checkStream, serializeEvents } from '../validation/events.js';
import type { Appended, AppendRequest, WrongRevision } from './append-request.js';
import { LocalCommits } from './commit-signal.js';
import { EmbeddedEventReader } from './embedded-event-reader.js';
import { EVENT_STORE, FILE_NAME } from './schema.js';

export interface EmbeddedEventStoreOptions {
  /** Where the store lives; made if it does not exist. */
  readonly directory: string;
}

const OPEN: OpenOptions = { kind: EVENT_STORE, synchronous: 'FULL', cacheSize: 16_384 };
const PROGRAM = new URL('./append-program.js', import.meta.url);

/**
 * Opens the event store of a directory for appending, reading and subscribing. One at a time may: a second one, in
 * this process or another, is refused.
 *
 * @throws StoreLocked when another instance has the directory
 * @throws StorageError when the directory or the file cannot be used
 */
export function openEmbeddedEventStore({ directory }: EmbeddedEventStoreOptions): Promise<EventStore> {
  return EmbeddedEventStore.open(directory, PROGRAM);
}

export class EmbeddedEventStore extends EmbeddedEventReader implements EventStore {
  private constructor(
    file: string,
    database: Database,
    private readonly commits: LocalCommits,
    private readonly writer: GroupCommitWriter<AppendRequest, Appended>,
    private readonly lock: WriterLock,
  ) {
    super(file, database, commits);
  }

  static async open(directory: string, program: URL): Promise<EmbeddedEventStore> {
    const file = resolve(join(directory, FILE_NAME));
    const lock = acquireWriterLock(file);
    let writer: GroupCommitWriter<AppendRequest, Appended> | undefined;
    try {
      writer = await GroupCommitWriter.open<AppendRequest, Appended>({ file, open: OPEN, program, refused });
      const database = openDatabase(file, { ...OPEN, readOnly: true });
      return new EmbeddedEventStore(file, database, new LocalCommits(), writer, lock);
    } catch (error) {
      await writer?.close();
      lock.release();
      throw error;
    }
  }

  async append(
    stream: string,
    newEvents: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    checkStream(stream);
    checkExpectedRevision(expected);
    const { events, bytes } = serializeEvents(newEvents);
    try {
      const { revision, position } = await this.writer.submit({ stream, expected, events }, bytes);
      this.commits.committed();
      return { revision, position: BigInt(position) };
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.commits.committed();
      throw ofThePort(error);
    }
  }

  override async close(): Promise<void> {
    await this.writer.close();
    await super.close();
    this.lock.release();
  }
}

function refused(reason: unknown): WrongExpectedRevision {
  const { stream, expected, actual } = reason as WrongRevision;
  return new WrongExpectedRevision(stream, expected, actual);
}

function ofThePort(error: StorageError): StoreUnavailable | OutcomeUnknown {
  const Kind = error.code === 'OUTCOME_UNKNOWN' ? OutcomeUnknown : StoreUnavailable;
  return new Kind(error.message, { cause: error });
}
