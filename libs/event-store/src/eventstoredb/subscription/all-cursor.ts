import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import {
  type AllBatch,
  type EventFilter,
  matcher,
  type Position,
  type RecordedEvent,
} from '../../port/index.js';
import { serverFilter } from '../server-filter.js';
import { startAt } from '../reader.js';
import { positionOf, toPosition, toRecordedEvent } from '../recorded-event.js';
import type { Cursor, Phase } from './follow.js';
import { CAUGHT_UP, Checkpoint, Inbox, type Item } from './inbox.js';
import type { SubscriptionContext } from './subscription-context.js';

/** The server pages by this number of events, and looks at as many between two checkpoints. */
const CATCH_UP: Phase = { checkpointEvery: 500, endsWhenCaughtUp: true };
/** With what comes, the server tells of each event that the filter leaves out: else the checkpoint would stand still. */
const LIVE: Phase = { checkpointEvery: 1, endsWhenCaughtUp: false };

/** Where a subscription to all events stands. */
export class AllCursor implements Cursor<AllStreamResolvedEvent, AllBatch> {
  readonly #keeps: (event: RecordedEvent) => boolean;
  /** A lower bound of the end of the log that the server reaches when it says that it has caught up. */
  #head: Position = 0n;
  #told: { readonly position: Position; readonly caughtUp: boolean };

  constructor(
    private position: Position,
    private readonly filter: EventFilter,
    private readonly context: SubscriptionContext,
  ) {
    this.#told = { position, caughtUp: false };
    this.#keeps = matcher(filter);
  }

  get place(): Position {
    return this.position;
  }

  get phases(): readonly Phase[] {
    return this.#serverFilter(LIVE) ? [CATCH_UP, LIVE] : [LIVE];
  }

  async subscribe(phase: Phase): Promise<Inbox<AllStreamResolvedEvent>> {
    const { client, reader, stop, silence, batchSize } = this.context;
    this.#head = await reader.headPosition();
    const filter = this.#serverFilter(phase);
    const options = { fromPosition: startAt(this.position), requiresLeader: true, ...(filter && { filter }) };
    return new Inbox(client.subscribeToAll(options, { highWaterMark: batchSize }), stop, silence);
  }

  take(item: Item<AllStreamResolvedEvent>): RecordedEvent | undefined {
    if (item === CAUGHT_UP) {
      this.#moveTo(this.#head);
      return undefined;
    }
    if (item instanceof Checkpoint) {
      this.#moveTo(item.position);
      return undefined;
    }
    const isNew = this.#moveTo(positionOf(item));
    const event = isNew ? toRecordedEvent(item) : undefined;
    return event && this.#keeps(event) ? event : undefined;
  }

  batch(events: readonly RecordedEvent[], caughtUp: boolean): AllBatch | undefined {
    const { position } = this;
    const isNews = position > this.#told.position || (caughtUp && !this.#told.caughtUp);
    if (!isNews) return undefined;
    this.#told = { position, caughtUp };
    return { events, position, caughtUp };
  }

  lost(): void {
    this.#told = { ...this.#told, caughtUp: false };
  }

  #moveTo(position: Position | undefined): boolean {
    if (position === undefined || position <= this.position) return false;
    this.position = position;
    return true;
  }

  /**
   * Where the two parts of a checkpoint's position differ, it may name the place of the next event, which is still to
   * come (24.10 before 24.10.5): then it counts once a later one is reached.
   */
  #serverFilter({ checkpointEvery }: Phase) {
    let open: Position | undefined;
    return serverFilter(this.filter, {
      every: checkpointEvery,
      reached: (subscription, { commit, prepare }) => {
        const position = toPosition(commit);
        const isReached = toPosition(prepare) === position;
        if (isReached) subscription.push(new Checkpoint(position));
        else if (open !== undefined && open < position) subscription.push(new Checkpoint(open));
        open = isReached ? undefined : position;
      },
    });
  }
}
