import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import {
  type AllBatch,
  type AllSubscriptionOptions,
  DEFAULT_BATCH_SIZE,
  type EventReader,
  type EventSubscriber,
  type StreamBatch,
  type StreamSubscriptionOptions,
} from '../../port/index.js';
import { checkStream } from '../../validation/events.js';
import { checkFilter, checkLimit, checkPosition, checkRevision } from '../../validation/ranges.js';
import type { CommitSignal } from './commit-signal.js';
import { pull } from './pull.js';

/** The subscriptions of the port, as repeated reads. */
export class PullingSubscriber implements EventSubscriber {
  constructor(
    private readonly reader: EventReader,
    private readonly commits: CommitSignal,
  ) {}

  subscribeToAll(options: AllSubscriptionOptions = {}): AsyncIterable<AllBatch> {
    const { after = 0n, filter, batchSize = DEFAULT_BATCH_SIZE, signal } = options;
    checkPosition(after);
    checkFilter(filter);
    checkLimit('batchSize', batchSize);
    const read = async (position: bigint) => {
      const page = await this.reader.readAll({
        after: position,
        limit: batchSize,
        ...(filter && { filter }),
      });
      const batch: AllBatch = { events: page.events, position: page.position, caughtUp: page.end };
      return { batch, checkpoint: page.position, moved: page.position !== position };
    };
    return pull(this.commits, after, read, signal);
  }

  subscribeToStream(stream: string, options: StreamSubscriptionOptions = {}): AsyncIterable<StreamBatch> {
    const { after, batchSize = DEFAULT_BATCH_SIZE, signal } = options;
    checkStream(stream);
    checkRevision(after);
    checkLimit('batchSize', batchSize);
    const read = async (revision: number) => {
      await turnOfTheLoop();
      const events = await this.reader.readStream(stream, { from: revision + 1, limit: batchSize });
      const checkpoint = events.at(-1)?.revision ?? revision;
      const batch: StreamBatch = { events, revision: checkpoint, caughtUp: events.length < batchSize };
      return { batch, checkpoint, moved: events.length > 0 };
    };
    return pull(this.commits, after ?? -1, read, signal);
  }
}
