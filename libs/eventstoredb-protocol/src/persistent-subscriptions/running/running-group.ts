import type { EmbeddedLog } from '#event-store/embedded';
import type { ResolvedEvent } from '../../messages/read-event.js';
import type { OnFailure } from '../../rpc/handlers.js';
import type { RpcError } from '../../rpc/rpc-error.js';
import type { Effect, Input } from '../core/exchange.js';
import { Group } from '../core/group.js';
import type { Message } from '../core/message.js';
import { consumerDropped, groupFailed, maximumSubscribersReached } from '../errors.js';
import type { GroupConfig } from '../group-config.js';
import { CheckpointStore } from '../store/checkpoint-store.js';
import { ParkedMessages } from '../store/parked-messages.js';
import { pause } from '../store/pause.js';
import { Persistence } from '../store/persistence.js';
import type { Connection } from './connection.js';
import { Feed, type Fed } from './feed.js';
import { LatestValue } from './latest-value.js';
import { Source, type SourcePage } from './source.js';

/** The longest that a timer waits, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** A group that is being closed waits so many milliseconds for a store that takes nothing. */
const PATIENCE = 5_000;

type GroupInput = Input<ResolvedEvent>;

/** A group at work: it does what the group decides, and tells it what comes of that. */
export class RunningGroup implements Fed {
  readonly group: Group<ResolvedEvent>;
  readonly parked: ParkedMessages;
  readonly source: Source;
  /** The last place that is on the disk as done. */
  savedCheckpoint: bigint | undefined;
  readonly #connections = new Map<string, Connection>();
  readonly #checkpoints: CheckpointStore;
  readonly #places = new LatestValue<bigint>((place) => this.#saveCheckpoint(place));
  readonly #forgettable = new LatestValue<bigint>((before) => this.#forgetParked(before));
  readonly #parking = new Set<Promise<void>>();
  readonly #persistence: Persistence;
  #feed: Feed | undefined;
  #replaying: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosing = false;

  private constructor(
    log: EmbeddedLog,
    readonly config: GroupConfig,
    checkpoints: CheckpointStore,
    checkpoint: bigint | undefined,
    private readonly onFailure: OnFailure,
  ) {
    this.#persistence = new Persistence(onFailure);
    this.#checkpoints = checkpoints;
    this.savedCheckpoint = checkpoint;
    this.group = new Group(config.settings, checkpoint ?? config.startAfter, now());
    this.parked = new ParkedMessages(log, config);
    this.source = new Source(log, config);
  }

  /** Goes on after the last checkpoint. */
  static async open(log: EmbeddedLog, config: GroupConfig, onFailure: OnFailure): Promise<RunningGroup> {
    const checkpoints = new CheckpointStore(log, config);
    return new RunningGroup(log, config, checkpoints, await checkpoints.load(), onFailure);
  }

  /** Begins anew, whatever is on the disk of a group of that name that there once was. */
  static async openAnew(log: EmbeddedLog, config: GroupConfig, onFailure: OnFailure): Promise<RunningGroup> {
    const group = new RunningGroup(log, config, new CheckpointStore(log, config), undefined, onFailure);
    await group.remove();
    return group;
  }

  get connections(): readonly Connection[] {
    return [...this.#connections.values()];
  }

  get cursor(): bigint {
    return this.group.cursor;
  }

  get batch(): number {
    return this.group.batch;
  }

  get hasRoom(): boolean {
    return this.group.hasRoom;
  }

  take(page: SourcePage): void {
    this.tell({ type: 'arrived', ...page });
  }

  fail(error: unknown): void {
    this.onFailure(error);
    this.#dropAll(groupFailed(this.config, 'The source of the group cannot be read.'));
  }

  /** @throws RpcError when there are as many consumers as may be, or the group is being closed */
  join(connection: Connection): void {
    const { maxSubscriberCount } = this.config.settings;
    if (this.#isClosing) throw consumerDropped(this.config);
    if (maxSubscriberCount > 0 && this.#connections.size >= maxSubscriberCount) {
      throw maximumSubscribersReached(this.config);
    }
    this.#connections.set(connection.id, connection);
    connection.confirm();
    this.tell({ type: 'joined', consumer: connection.id, slots: connection.slots });
    this.#feed ??= new Feed(this.source, this);
  }

  leave(connection: Connection): void {
    if (!this.#connections.delete(connection.id)) return;
    this.tell({ type: 'left', consumer: connection.id });
    this.#rest();
  }

  /** Delivers what is parked once more, so many messages of it at most. */
  async replayParked(limit: bigint | undefined): Promise<void> {
    const { first, end } = await this.parked.range();
    const stop = limit !== undefined && first + limit < end ? first + limit : end;
    this.tell({ type: 'replayRequested', first, stop });
  }

  tell(input: GroupInput): void {
    for (const effect of this.group.handle(input, now())) this.#perform(effect);
    this.#schedule();
    this.#feed?.nudge();
    this.#readParked();
  }

  /** Lets the consumers go, and resolves when all that is done is on the disk, or the store takes nothing. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#dropAll(consumerDropped(this.config));
    await Promise.race([this.#settle(), pause(PATIENCE, this.#persistence.signal)]);
    this.#persistence.giveUp();
    clearTimeout(this.#timer);
  }

  /** Forgets all that is on the disk of it, when it has been closed. */
  async remove(): Promise<void> {
    await this.#checkpoints.remove();
    await this.parked.remove();
  }

  /** What they had is not told to have been left behind: that would count as an attempt. */
  #dropAll(error: RpcError): void {
    for (const connection of this.connections) connection.drop(error);
    this.#connections.clear();
    this.#rest();
  }

  async #settle(): Promise<void> {
    await Promise.all([...this.#parking, this.#replaying]);
    const { place } = this.group.done;
    if (place > (this.savedCheckpoint ?? this.config.startAfter)) this.#places.put(place);
    await Promise.all([this.#places.settled(), this.#forgettable.settled()]);
    this.#persistence.giveUp();
  }

  #perform(effect: Effect<ResolvedEvent>): void {
    switch (effect.type) {
      case 'deliver':
        this.#connections.get(effect.consumer)?.deliver(effect.message.content, effect.retryCount);
        break;
      case 'park':
        this.#park(effect.message, effect.reason);
        break;
      case 'checkpoint':
        this.#places.put(effect.place);
        break;
      case 'forgetParked':
        this.#forgettable.put(effect.before);
        break;
      case 'drop':
        this.#connections.get(effect.consumer)?.drop(consumerDropped(this.config));
        this.#connections.delete(effect.consumer);
        this.#rest();
        break;
    }
  }

  #park(message: Message<ResolvedEvent>, reason: string): void {
    const link = this.parked.linkTo(message.content, reason, message.place, new Date());
    const writing = this.#persistence
      .until(() => this.parked.add(link))
      .then((isDone) => {
        this.#parking.delete(writing);
        if (isDone) this.tell({ type: 'parked', message });
      });
    this.#parking.add(writing);
  }

  async #saveCheckpoint(place: bigint): Promise<void> {
    const isDone = await this.#persistence.until(() => this.#checkpoints.save(place));
    if (isDone) this.savedCheckpoint = place;
  }

  async #forgetParked(before: bigint): Promise<void> {
    await this.#persistence.until(() => this.parked.forget(before));
  }

  #readParked(): void {
    if (this.#replaying || !this.group.wantedParked) return;
    this.#replaying = this.#replay().finally(() => {
      this.#replaying = undefined;
    });
  }

  async #replay(): Promise<void> {
    for (let wanted = this.group.wantedParked; wanted; wanted = this.group.wantedParked) {
      const { from, limit } = wanted;
      const isDone = await this.#persistence.until(async () => {
        const page = await this.parked.read(from, limit, this.config.settings.strategy);
        this.tell({ type: 'replayed', ...page });
      });
      if (!isDone) return;
    }
  }

  /** Nobody is there to read for. */
  #rest(): void {
    if (this.#connections.size > 0) return;
    void this.#feed?.stop();
    this.#feed = undefined;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const { dueAt } = this.group;
    if (dueAt === undefined || this.#persistence.signal.aborted) return;
    const wait = Math.min(Math.max(0, dueAt - now()), LONGEST_TIMER);
    this.#timer = setTimeout(() => {
      this.tell({ type: 'ticked' });
    }, Math.ceil(wait)).unref();
  }
}

function now(): number {
  return performance.now();
}
