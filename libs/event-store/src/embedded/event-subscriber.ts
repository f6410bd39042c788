import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type {
  AllBatch,
  AllSubscriptionOptions,
  EventReader,
  EventSubscriber,
  StreamBatch,
  StreamSubscriptionOptions,
} from '../port/index.js';
import { checkStream } from '../validation/events.js';
import { checkFilter, checkLimit, checkPosition, checkRevision } from '../validation/ranges.js';
import type { CommitSignal } from './commit-signal.js';

const DEFAULT_BATCH = 500;

/**
 * Subscriptions as repeated reads: positions are given out inside the single writer's transaction, so whatever a
 * read has not seen lies beyond all that it has.
 */
export class PullingSubscriber implements EventSubscriber {
  constructor(
    private readonly reader: EventReader,
    private readonly commits: CommitSignal,
  ) {}

  subscribeToAll(options: AllSubscriptionOptions = {}): AsyncIterable<AllBatch> {
    const { after = 0n, filter, batchSize = DEFAULT_BATCH, signal } = options;
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
    return this.#pull(after, read, signal);
  }

  subscribeToStream(stream: string, options: StreamSubscriptionOptions = {}): AsyncIterable<StreamBatch> {
    const { after, batchSize = DEFAULT_BATCH, signal } = options;
    checkStream(stream);
    checkRevision(after);
    checkLimit('batchSize', batchSize);
    const read = async (revision: number) => {
      await turnOfTheLoop();
      const events = await this.reader.readStream(stream, { from: revision + 1, limit: batchSize });
      const checkpoint = revision + events.length;
      const batch: StreamBatch = { events, revision: checkpoint, caughtUp: events.length < batchSize };
      return { batch, checkpoint, moved: events.length > 0 };
    };
    return this.#pull(after ?? -1, read, signal);
  }

  async *#pull<Checkpoint, Batch extends { readonly caughtUp: boolean }>(
    after: Checkpoint,
    read: (checkpoint: Checkpoint) => Promise<{ batch: Batch; checkpoint: Checkpoint; moved: boolean }>,
    abort: AbortSignal | undefined,
  ): AsyncGenerator<Batch, void> {
    let position = after;
    let told = false;
    const isOver = () => this.commits.closed || (abort?.aborted ?? false);
    while (!isOver()) {
      const seen = this.commits.version;
      const page = await read(position).catch((error: unknown) => {
        // The store was closed while the page was being read: that ends a subscription, it does not break it.
        if (isOver()) return undefined;
        throw error;
      });
      if (!page || isOver()) return;
      const { batch, checkpoint, moved } = page;
      position = checkpoint;
      if (moved || (batch.caughtUp && !told)) {
        told = batch.caughtUp;
        yield batch;
      }
      if (batch.caughtUp) await this.commits.changed(seen, abort);
    }
  }
}
