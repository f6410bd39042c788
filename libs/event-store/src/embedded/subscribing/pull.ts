import type { CommitSignal } from './commit-signal.js';

/** What one read of a subscription brought. */
export interface Pulled<Checkpoint, Batch> {
  readonly batch: Batch;
  readonly checkpoint: Checkpoint;
  /** Whether the checkpoint lies beyond the one that was read from. */
  readonly moved: boolean;
}

/**
 * A subscription as repeated reads: positions are given out inside the single writer's transaction, so whatever a
 * read has not seen lies beyond all that it has. Ends without an error on `abort` and when the store is closed.
 */
export async function* pull<Checkpoint, Batch extends { readonly caughtUp: boolean }>(
  commits: CommitSignal,
  after: Checkpoint,
  read: (checkpoint: Checkpoint) => Promise<Pulled<Checkpoint, Batch>>,
  abort: AbortSignal | undefined,
): AsyncGenerator<Batch, void> {
  let position = after;
  let told = false;
  const isOver = () => commits.closed || (abort?.aborted ?? false);
  while (!isOver()) {
    const seen = commits.version;
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
    if (batch.caughtUp) await commits.changed(seen, abort);
  }
}
