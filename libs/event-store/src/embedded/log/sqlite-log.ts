import {
  DEFAULT_BATCH_SIZE,
  InvalidRequest,
  type ExpectedRevision,
  type Position,
} from '../../port/index.js';
import { checkExpectedRevision } from '../../validation/events.js';
import { checkLimit, checkPosition, checkRevision } from '../../validation/ranges.js';
import type { CommitSignal } from '../subscribing/commit-signal.js';
import type { LogWriter } from '../writing/log-writer.js';
import { pull } from '../subscribing/pull.js';
import { originalStreamOf } from '../stream-names.js';
import type {
  EmbeddedLog,
  LogAllBatch,
  LogAllOptions,
  LogAllSubscription,
  LogAppended,
  LogPage,
  LogStreamBatch,
  LogStreamOptions,
  LogStreamPage,
  LogStreamSubscription,
  NewLogEvent,
} from './embedded-log.js';
import { checkLogStream } from './check-log-stream.js';
import type { LogReader } from './log-reader.js';
import { storableEvents } from './storable-events.js';
import { StreamDeleted } from './stream-deleted.js';

export class SqliteLog implements EmbeddedLog {
  constructor(
    private readonly reader: LogReader,
    private readonly writer: LogWriter,
    private readonly commits: CommitSignal,
  ) {}

  async append(
    stream: string,
    newEvents: readonly NewLogEvent[],
    expected: ExpectedRevision,
  ): Promise<LogAppended> {
    checkLogStream(stream);
    checkExpectedRevision(expected);
    const { events, bytes } = storableEvents(newEvents);
    return this.writer.write({ stream, expected, events }, bytes);
  }

  async remove(
    remove: 'soft' | 'tombstone',
    stream: string,
    expected: ExpectedRevision,
  ): Promise<LogAppended> {
    checkLogStream(stream);
    checkExpectedRevision(expected);
    if (originalStreamOf(stream) !== undefined) {
      throw new InvalidRequest(
        `${stream} holds metadata, and is deleted together with the stream that it belongs to.`,
      );
    }
    return this.writer.write({ remove, stream, expected }, stream.length);
  }

  readStream(stream: string, options: LogStreamOptions): Promise<LogStreamPage> {
    return this.reader.readStream(stream, options);
  }

  readAll(options: LogAllOptions): Promise<LogPage> {
    return this.reader.readAll(options);
  }

  headPosition(): Promise<Position> {
    return this.reader.headPosition();
  }

  subscribeToAll(options: LogAllSubscription = {}): AsyncIterable<LogAllBatch> {
    const { after = 0n, filter, batchSize = DEFAULT_BATCH_SIZE, signal } = options;
    checkPosition(after);
    checkLimit('batchSize', batchSize);
    const read = async (position: Position) => {
      const page = await this.reader.readAll({
        after: position,
        limit: batchSize,
        ...(filter && { filter }),
      });
      const batch: LogAllBatch = { events: page.events, position: page.position, caughtUp: page.end };
      return { batch, checkpoint: page.position, moved: page.position !== position };
    };
    return pull(this.commits, after, read, signal);
  }

  subscribeToStream(stream: string, options: LogStreamSubscription = {}): AsyncIterable<LogStreamBatch> {
    const { after, batchSize = DEFAULT_BATCH_SIZE, signal } = options;
    checkLogStream(stream);
    checkRevision(after);
    checkLimit('batchSize', batchSize);
    const read = async (revision: number) => {
      const page = await this.reader.readStream(stream, { from: revision + 1, limit: batchSize });
      if (page.state === 'tombstoned') throw new StreamDeleted(stream);
      const checkpoint = page.events.at(-1)?.revision ?? revision;
      const batch: LogStreamBatch = { events: page.events, revision: checkpoint, caughtUp: page.end };
      return { batch, checkpoint, moved: page.events.length > 0 };
    };
    return pull(this.commits, after ?? -1, read, signal);
  }
}
