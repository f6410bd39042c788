import { pause } from '#clock';
import type { EmbeddedLog } from '#event-store/embedded';
import type { ResolvedEvent } from '../../messages/read-event.js';
import type { OnFailure } from '../../rpc/handlers.js';
import type { Message } from '../core/message.js';
import type { GroupConfig } from '../group-config.js';
import { CheckpointStore } from '../store/checkpoint-store.js';
import { ParkedMessages, type ParkedPage } from '../store/parked-messages.js';
import { Persistence } from '../store/persistence.js';
import { LatestValue } from './latest-value.js';

/** A group that is being closed waits so many milliseconds for a store that takes nothing. */
const PATIENCE = 5_000;

/** What a group has on the disk beside its settings: its checkpoint and its parked messages. */
export class GroupDisk {
  readonly parked: ParkedMessages;
  /** The last place that is on the disk as done. */
  checkpoint: bigint | undefined;
  readonly #checkpoints: CheckpointStore;
  readonly #persistence: Persistence;
  readonly #places = new LatestValue<bigint>((place) => this.#saveCheckpoint(place));
  readonly #forgettable = new LatestValue<bigint>((before) => this.#forgetParked(before));
  readonly #working = new Set<Promise<unknown>>();

  constructor(
    log: EmbeddedLog,
    private readonly config: GroupConfig,
    onFailure: OnFailure,
  ) {
    this.parked = new ParkedMessages(log, config);
    this.#checkpoints = new CheckpointStore(log, config);
    this.#persistence = new Persistence(onFailure);
  }

  async load(): Promise<void> {
    this.checkpoint = await this.#checkpoints.load();
  }

  /** Answers true when the message is parked, false when the disk was closed before that. */
  park({ content, place }: Message<ResolvedEvent>, reason: string): Promise<boolean> {
    const link = this.parked.linkTo(content, reason, place, new Date());
    return this.#work(() => this.parked.add(link));
  }

  /** A page of the parked messages; none when the disk was closed before it was read. */
  async readParked(from: bigint, limit: number): Promise<ParkedPage | undefined> {
    let page: ParkedPage | undefined;
    await this.#work(async () => {
      page = await this.parked.read(from, limit, this.config.settings.strategy);
    });
    return page;
  }

  saveCheckpoint(place: bigint): void {
    this.#places.put(place);
  }

  forgetParked(before: bigint): void {
    this.#forgettable.put(before);
  }

  /**
   * Resolves when all is written, or the store takes nothing.
   *
   * @param done how far the group is done by now
   */
  async close(done: () => bigint): Promise<void> {
    await Promise.race([this.#settle(done), pause(PATIENCE, this.#persistence.signal)]);
    this.#persistence.giveUp();
  }

  async remove(): Promise<void> {
    await this.#checkpoints.remove();
    await this.parked.remove();
  }

  async #settle(done: () => bigint): Promise<void> {
    await Promise.all(this.#working);
    const place = done();
    if (place > (this.checkpoint ?? this.config.startAfter)) this.saveCheckpoint(place);
    await Promise.all([this.#places.settled(), this.#forgettable.settled()]);
    this.#persistence.giveUp();
  }

  async #saveCheckpoint(place: bigint): Promise<void> {
    if (await this.#persistence.until(() => this.#checkpoints.save(place))) this.checkpoint = place;
  }

  async #forgetParked(before: bigint): Promise<void> {
    await this.#persistence.until(() => this.parked.forget(before));
  }

  async #work(work: () => Promise<void>): Promise<boolean> {
    const working = this.#persistence.until(work);
    this.#working.add(working);
    const isDone = await working;
    this.#working.delete(working);
    return isDone;
  }
}
