import { join, resolve } from 'node:path';
import {
  acquireWriterLock,
  GroupCommitWriter,
  openDatabase,
  type Database,
  type OpenOptions,
  type WriterLock,
} from '#sqlite';
import type { AppendResult, EventStore, ExpectedRevision, NewEvent } from '../port/index.js';
import { checkExpectedRevision, checkStream, serializeEvents } from '../validation/events.js';
import type { Appended, WriteRequest } from './writing/write-request.js';
import { CommitChannel } from './subscribing/commit-channel.js';
import { LocalCommits } from './subscribing/commit-signal.js';
import { DatabaseReads } from './reading/database-reads.js';
import { EmbeddedEventReader } from './embedded-event-reader.js';
import type { EmbeddedLog } from './log/embedded-log.js';
import { LogReader } from './log/log-reader.js';
import { SqliteLog } from './log/sqlite-log.js';
import { LogWriter, refused } from './writing/log-writer.js';
import { EVENT_STORE, FILE_NAME } from './schema.js';

export interface EmbeddedEventStoreOptions {
  /** Where the store lives; made if it does not exist. */
  readonly directory: string;
}

const OPEN: OpenOptions = { kind: EVENT_STORE, synchronous: 'FULL', cacheSize: 65_536 };
/** KiB: streams that are read again stand in the system's cache, and a scan of the log needs each page once. */
const READER_CACHE = 4_096;
const PROGRAM = new URL('./writing/append-program.js', import.meta.url);

/**
 * Opens the event store of a directory for appending, reading and subscribing. One at a time may: a second one, in
 * this process or another, is refused.
 *
 * @throws StoreLocked when another instance has the directory
 * @throws StorageError when the directory or the file cannot be used
 */
export function openEmbeddedEventStore({
  directory,
}: EmbeddedEventStoreOptions): Promise<EmbeddedEventStore> {
  return EmbeddedEventStore.open(directory, PROGRAM);
}

export class EmbeddedEventStore extends EmbeddedEventReader implements EventStore {
  /** The same log with its bytes, for those who speak EventStoreDB's protocol. */
  readonly log: EmbeddedLog;

  private constructor(
    database: Database,
    reads: DatabaseReads,
    commits: LocalCommits,
    private readonly writing: LogWriter,
    private readonly lock: WriterLock,
  ) {
    super(reads, database, commits);
    this.log = new SqliteLog(new LogReader(database, reads), writing, commits);
  }

  static async open(directory: string, program: URL): Promise<EmbeddedEventStore> {
    const file = resolve(join(directory, FILE_NAME));
    const lock = acquireWriterLock(file);
    let writer: GroupCommitWriter<WriteRequest, Appended> | undefined;
    try {
      writer = await GroupCommitWriter.open<WriteRequest, Appended>({ file, open: OPEN, program, refused });
      const database = openDatabase(file, { ...OPEN, readOnly: true, cacheSize: READER_CACHE });
      const commits = new LocalCommits(new CommitChannel(file));
      const reads = new DatabaseReads(database, file);
      const writing = new LogWriter(writer, commits);
      return new EmbeddedEventStore(database, reads, commits, writing, lock);
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
    return this.writing.write({ stream, expected, events }, bytes);
  }

  override async close(): Promise<void> {
    await this.writing.close();
    await super.close();
    this.lock.release();
  }
}
