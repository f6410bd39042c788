import { START, type ResolvedEvent, type SubscribeToStreamOptions } from '@eventstore/db-client';
import type { RecordedEvent, StreamBatch } from '../../port/index.js';
import { revisionOf, toRecordedEvent } from '../recorded-event.js';
import type { Cursor, Phase } from './follow.js';
import { CAUGHT_UP, Checkpoint, Inbox, type Item } from './inbox.js';
import type { SubscriptionContext } from './subscription-context.js';

/** Where a subscription to one stream stands. */
export class StreamCursor implements Cursor<ResolvedEvent, StreamBatch> {
  readonly phases: readonly Phase[] = [{ checkpointEvery: 1, endsWhenCaughtUp: false }];
  #told: { readonly revision: number; readonly caughtUp: boolean };

  constructor(
    private readonly stream: string,
    /** Of the last event that was taken, -1 before the first. */
    private revision: number,
    private readonly context: Omit<SubscriptionContext, 'reader'>,
  ) {
    this.#told = { revision, caughtUp: false };
  }

  get place(): number {
    return this.revision;
  }

  subscribe(): Promise<Inbox<ResolvedEvent>> {
    const { client, stop, silence, batchSize } = this.context;
    const options: SubscribeToStreamOptions = {
      fromRevision: this.revision < 0 ? START : BigInt(this.revision),
      requiresLeader: true,
    };
    const subscription = client.subscribeToStream(this.stream, options, { highWaterMark: batchSize });
    return Promise.resolve(new Inbox(subscription, stop, silence));
  }

  take(item: Item<ResolvedEvent>): RecordedEvent | undefined {
    if (item === CAUGHT_UP || item instanceof Checkpoint) return undefined;
    const revision = revisionOf(item);
    if (revision === undefined || revision <= this.revision) return undefined;
    this.revision = revision;
    return toRecordedEvent(item);
  }

  batch(events: readonly RecordedEvent[], caughtUp: boolean): StreamBatch | undefined {
    const { revision } = this;
    const isNews = revision > this.#told.revision || (caughtUp && !this.#told.caughtUp);
    if (!isNews) return undefined;
    this.#told = { revision, caughtUp };
    return { events, revision, caughtUp };
  }

  lost(): void {
    this.#told = { ...this.#told, caughtUp: false };
  }
}
