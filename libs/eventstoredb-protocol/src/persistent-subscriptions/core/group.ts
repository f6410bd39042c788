import { Checkpoints } from './checkpoints.js';
import { Consumer, Consumers } from './consumers.js';
import type { Effect, Input } from './exchange.js';
import { InFlight } from './in-flight.js';
import { Meter } from './meter.js';
import { Outcomes } from './outcomes.js';
import { Progress, type Done } from './progress.js';
import { Replay } from './replay.js';
import type { GroupSettings } from './settings.js';
import { strategyOf, type Strategy } from './strategies/strategy.js';
import { Waiting } from './waiting.js';

/** No more is read ahead while unfinished messages come to so many bytes. */
const MOST_BYTES = 64 * 1024 * 1024;
/** More are never read at once, whatever the settings say. */
const MOST_AT_ONCE = 1_000;

/**
 * A persistent subscription: which message is with which consumer, which waits, and how far all are done. It knows
 * no connection, no store and no clock: what happens is told to it, with the time in milliseconds, and it answers
 * with what is to be done.
 */
export class Group<Content> {
  readonly consumers = new Consumers();
  readonly waiting = new Waiting<Content>();
  readonly inFlight: InFlight<Content>;
  readonly meter: Meter;
  /** Whether the end of the source was met with the last page. */
  isLive = false;
  readonly #progress: Progress<Content>;
  readonly #replay: Replay<Content>;
  readonly #checkpoints: Checkpoints;
  readonly #outcomes: Outcomes<Content>;
  readonly #strategy: Strategy;
  #effects: Effect<Content>[] = [];
  #now: number;

  /** @param after the place up to which all is done already */
  constructor(
    private readonly settings: GroupSettings,
    after: bigint,
    now: number,
  ) {
    this.#progress = new Progress(after);
    this.inFlight = new InFlight(settings.messageTimeout);
    this.#checkpoints = new Checkpoints(settings, after, now);
    this.#strategy = strategyOf(settings.strategy);
    this.#replay = new Replay(now);
    const { waiting, inFlight } = this;
    const places = { waiting, inFlight, progress: this.#progress, replay: this.#replay };
    this.#outcomes = new Outcomes(settings.maxRetryCount, places, (effect) => this.#effects.push(effect));
    this.meter = new Meter(now);
    this.#now = now;
  }

  /** The place up to which the source was read. */
  get cursor(): bigint {
    return this.#progress.cursor;
  }

  /** How many messages to read at once. */
  get batch(): number {
    return Math.min(this.settings.readBatchSize, MOST_AT_ONCE);
  }

  /** Whether to read on from the source: there is room, and somebody to read for. */
  get hasRoom(): boolean {
    const held = this.waiting.ahead + this.waiting.retries + this.#outcomes.parking;
    const isFull = held + this.batch > this.settings.historyBufferSize || this.#progress.bytes >= MOST_BYTES;
    return !isFull && this.consumers.size > 0;
  }

  /** How far all is done. */
  get done(): Done {
    return this.#progress.done;
  }

  /** Which parked messages to read, when some are to be replayed and there is room for them. */
  get wantedParked(): { readonly from: bigint; readonly limit: number } | undefined {
    const limit = Math.min(this.batch, this.#replay.left);
    const isFull = this.waiting.replays + limit > this.settings.historyBufferSize;
    if (limit === 0 || isFull || this.consumers.size === 0) return undefined;
    return { from: this.#replay.next, limit };
  }

  get isReplaying(): boolean {
    return this.#replay.isUnderWay;
  }

  /** When to tick; sooner does no harm. */
  get dueAt(): number | undefined {
    const checkpoint = this.#checkpoints.dueAt(this.#progress.done);
    const known = [this.inFlight.dueAt, checkpoint, this.#replay.dueAt].filter((time) => time !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  }

  /** @returns what is to be done because of it, in this order */
  handle(input: Input<Content>, now: number): readonly Effect<Content>[] {
    this.#now = now;
    this.#effects = [];
    this.#take(input);
    this.#dispatch();
    this.#account();
    return this.#effects;
  }

  #take(input: Input<Content>): void {
    switch (input.type) {
      case 'arrived':
        this.#arrived(input);
        break;
      case 'joined':
        this.consumers.add(new Consumer(input.consumer, input.slots, this.#now));
        break;
      case 'left':
        this.#left(input.consumer);
        break;
      case 'stalled':
      case 'drained':
        this.#setStalled(input.consumer, input.type === 'stalled');
        break;
      case 'acknowledged':
        for (const id of input.ids) this.#outcomes.acknowledged(id, this.#now);
        break;
      case 'refused':
        this.#refused(input);
        break;
      case 'parked':
        this.#outcomes.parked(input.message);
        break;
      case 'replayRequested':
        this.#replay.request(input.first, input.stop);
        break;
      case 'replayed':
        for (const message of input.messages) this.waiting.add(this.#replay.arrived(message));
        this.#replay.read(input.next);
        break;
      case 'ticked':
        for (const flight of this.inFlight.overdue(this.#now)) this.#outcomes.failed(flight, this.#now);
        break;
    }
  }

  #arrived({ messages, upTo, isEnd }: Extract<Input<Content>, { type: 'arrived' }>): void {
    for (const message of messages) this.waiting.add(this.#progress.arrived(message));
    if (upTo > this.#progress.cursor) this.#progress.cursor = upTo;
    this.isLive = isEnd;
  }

  /** What it had may have been its end: that counts as an attempt, lest one message end all consumers in turn. */
  #left(id: string): void {
    const consumer = this.consumers.find(id);
    if (!consumer) return;
    this.consumers.remove(id);
    for (const flight of this.inFlight.of(consumer)) this.#outcomes.failed(flight, this.#now);
  }

  #setStalled(id: string, isStalled: boolean): void {
    const consumer = this.consumers.find(id);
    if (consumer) consumer.isStalled = isStalled;
  }

  #refused({ consumer, ids, action, reason }: Extract<Input<Content>, { type: 'refused' }>): void {
    for (const id of ids) {
      const flight = this.inFlight.find(id);
      if (flight?.consumer.id === consumer) this.#outcomes.refused(flight, action, reason, this.#now);
    }
    if (action !== 'stop' || !this.consumers.find(consumer)) return;
    this.#left(consumer);
    this.#effects.push({ type: 'drop', consumer });
  }

  #dispatch(): void {
    for (const entry of this.waiting) {
      if (!this.consumers.hasRoom) return;
      const { message, retryCount } = entry;
      if (this.inFlight.find(message.id)) continue;
      const holder = this.inFlight.holder(message.pin);
      const consumer = this.#strategy.choose(message.pin, this.consumers.all, holder);
      if (!consumer && !this.#strategy.pins) return;
      if (!consumer) continue;
      this.waiting.remove(entry);
      this.inFlight.start(entry, consumer, this.#now);
      this.meter.total += 1;
      this.#effects.push({ type: 'deliver', consumer: consumer.id, message, retryCount });
    }
  }

  #account(): void {
    const { done } = this.#progress;
    const due = this.#checkpoints.dueAt(done);
    if (due !== undefined && due <= this.#now) {
      this.#checkpoints.saved(done, this.#now);
      this.#effects.push({ type: 'checkpoint', place: done.place });
    }
    const before = this.#replay.takeForgettable(this.#now);
    if (before !== undefined) this.#effects.push({ type: 'forgetParked', before });
  }
}
