import type { EmbeddedLog } from '#event-store/embedded';
import type { ResolvedEvent } from '../../messages/read-event.js';
import type { OnFailure } from '../../rpc/handlers.js';
import type { RpcError } from '../../rpc/rpc-error.js';
import type { Effect, Input } from '../core/exchange.js';
import { Group } from '../core/group.js';
import type { Message } from '../core/message.js';
import { consumerDropped, groupFailed, maximumSubscribersReached } from '../errors.js';
import type { GroupConfig } from '../group-config.js';
import { LONGEST_TIMER } from '../../longest-timer.js';
import type { Connection } from './connection.js';
import { Feed, type Fed } from './feed.js';
import { GroupDisk } from './group-disk.js';
import { Source, type SourcePage } from './source.js';

/** Runs a group: does what its core decides, and tells the core what came of it. */
export class RunningGroup implements Fed {
  readonly group: Group<ResolvedEvent>;
  readonly source: Source;
  readonly #connections = new Map<string, Connection>();
  #feed: Feed | undefined;
  #isReplaying = false;
  #isClosing = false;
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    log: EmbeddedLog,
    readonly config: GroupConfig,
    readonly disk: GroupDisk,
    private readonly onFailure: OnFailure,
  ) {
    this.group = new Group(config.settings, disk.checkpoint ?? config.startAfter, now());
    this.source = new Source(log, config);
  }

  /** Goes on after the last checkpoint. */
  static async open(log: EmbeddedLog, config: GroupConfig, onFailure: OnFailure): Promise<RunningGroup> {
    const disk = new GroupDisk(log, config, onFailure);
    await disk.load();
    return new RunningGroup(log, config, disk, onFailure);
  }

  /** Begins at the start, whatever an earlier group of that name has left on the disk. */
  static async openAnew(log: EmbeddedLog, config: GroupConfig, onFailure: OnFailure): Promise<RunningGroup> {
    const disk = new GroupDisk(log, config, onFailure);
    await disk.remove();
    return new RunningGroup(log, config, disk, onFailure);
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
    const failed = groupFailed(this.config, 'The source of the group cannot be read.');
    for (const connection of this.connections) {
      connection.drop(failed);
      this.leave(connection);
    }
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
    const { first, end } = await this.disk.parked.range();
    const stop = limit !== undefined && first + limit < end ? first + limit : end;
    this.tell({ type: 'replayRequested', first, stop });
  }

  tell(input: Input<ResolvedEvent>): void {
    for (const effect of this.group.handle(input, now())) this.#perform(effect);
    this.#schedule();
    this.#feed?.nudge();
    if (this.group.wantedParked && !this.#isReplaying) void this.#replay();
  }

  /** Lets the consumers go, and resolves when all that is done is on the disk, or the store takes nothing. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#schedule();
    for (const connection of this.connections) connection.drop(consumerDropped(this.config));
    // The group is not told that they left: what they had would count as tried once more, and might be parked.
    this.#connections.clear();
    this.#rest();
    await this.disk.close(() => this.group.done.place);
  }

  #perform(effect: Effect<ResolvedEvent>): void {
    switch (effect.type) {
      case 'deliver':
        this.#connections.get(effect.consumer)?.deliver(effect.message.content, effect.retryCount);
        break;
      case 'park':
        void this.#park(effect.message, effect.reason);
        break;
      case 'checkpoint':
        this.disk.saveCheckpoint(effect.place);
        break;
      case 'forgetParked':
        this.disk.forgetParked(effect.before);
        break;
      case 'drop':
        this.#drop(effect.consumer, consumerDropped(this.config));
        break;
    }
  }

  async #park(message: Message<ResolvedEvent>, reason: string): Promise<void> {
    if (await this.disk.park(message, reason)) this.tell({ type: 'parked', message });
  }

  async #replay(): Promise<void> {
    this.#isReplaying = true;
    for (let wanted = this.group.wantedParked; wanted; wanted = this.group.wantedParked) {
      const page = await this.disk.readParked(wanted.from, wanted.limit);
      if (!page) break;
      this.tell({ type: 'replayed', ...page });
    }
    this.#isReplaying = false;
  }

  #drop(id: string, error: RpcError): void {
    this.#connections.get(id)?.drop(error);
    this.#connections.delete(id);
    this.#rest();
  }

  /** Nobody is there to read for. */
  #rest(): void {
    if (this.#connections.size > 0) return;
    this.#feed?.stop();
    this.#feed = undefined;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const { dueAt } = this.group;
    if (dueAt === undefined || this.#isClosing) return;
    const wait = Math.min(Math.max(0, dueAt - now()), LONGEST_TIMER);
    this.#timer = setTimeout(() => {
      this.tell({ type: 'ticked' });
    }, Math.ceil(wait)).unref();
  }
}

function now(): number {
  return performance.now();
}
