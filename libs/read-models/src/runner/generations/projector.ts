import type { Position } from '#event-store';
import type { AdvanceListener } from '../../advance-listener.js';
import { ProjectionNotReady } from '../../errors.js';
import { checkpointsOf, CONTROL, type Generation } from '../../names.js';
import { lowest } from '../../positions.js';
import type { Projection } from '../../projection.js';
import { readGenerations, saveGenerations, type Generations } from '../../queries/generations.js';
import { Follower } from '../follower.js';
import { Lock } from '../lock.js';
import type { ReplayOutcome } from '../parking/replayer.js';
import type { Share } from '../partitions/share.js';
import type { RunnerContext } from '../runner-context.js';
import { GenerationCollections } from '../generation-collections.js';
import { adapted, isCurrent, refilled, switched, type Wanted } from './transitions.js';
import { dropRetired } from './drop-retired.js';
import { Followers } from './followers.js';
import { hasPassed, SEALED } from './handover.js';

/**
 * Keeps a share of one projection served: by the generation that serves, and by a further one that is filled beside
 * it when the code has another version or another number of partitions, or an operator wants it, and takes its place
 * when all shares of it have caught up. Whoever leads says which generations there are; the others read it.
 */
export class Projector {
  #generations: Generations | undefined;
  #revision = 0n;
  readonly #wanted: Wanted;
  readonly #followers: Followers;
  /** Where what serves was when it was last looked at, to be passed by what is filled. */
  #aim: readonly Position[] | undefined;
  readonly #changing = new Lock();

  constructor(
    readonly projection: Projection,
    readonly share: Share,
    private readonly context: RunnerContext,
    private readonly listener: AdvanceListener,
    signal: AbortSignal,
  ) {
    const { name, version } = projection;
    this.#wanted = { projection: name, version, partitions: share.of };
    this.#followers = new Followers((generation) => this.#newFollower(generation), signal);
  }

  /** The follower of what serves; none when that is of another version than the code. */
  get serving(): Follower | undefined {
    return this.#followers.of(this.#generations?.serving);
  }

  get filling(): Follower | undefined {
    return this.#followers.of(this.#generations?.filling);
  }

  get generations(): Generations | undefined {
    return this.#generations;
  }

  /** Finds out where the projection stands, and goes on from there. */
  start(): Promise<void> {
    return this.#changing.run(async () => {
      const { share, projection, context } = this;
      if (!share.leads) return this.#read();
      await context.store.checkpoints([CONTROL], share.token);
      const stored = await readGenerations(context.store, projection.name, share.token);
      this.#revision = stored?.revision ?? 0n;
      const now = adapted(stored?.generations, this.#wanted, context.now());
      if (now === stored?.generations) {
        this.#generations = now;
      } else {
        // Queries read what serves as soon as it is named.
        if (!stored) await new GenerationCollections(context.store, projection, now.serving, share).ensure();
        await this.#save(now);
      }
      await this.#follow();
    });
  }

  /** Ends after the change and the commits under way: another projector may start where this one was left. */
  async stop(): Promise<void> {
    await this.#changing.run(() => this.#followers.stop());
  }

  /** Takes part in what has been decided about the generations, or, when it leads, decides it. */
  tick(): Promise<void> {
    return this.#changing.run(async () => {
      if (!this.share.leads) return this.#read();
      await this.#switchWhenPassed();
      await this.#sweep();
    });
  }

  /**
   * Begins to fill a new generation, unless one is being filled already. For whoever leads.
   *
   * @returns the number of the generation that will serve
   */
  rebuild(): Promise<number> {
    return this.#changing.run(async () => {
      const { filling } = this.#known();
      if (filling) return filling.number;
      const generations = refilled(this.#known(), this.#wanted);
      await this.#save(generations);
      await this.#follow();
      return generations.newest;
    });
  }

  /** @returns what came of it, by partition of the share @throws NeedsRebuild */
  async replay(documentId?: string): Promise<ReadonlyMap<number, ReplayOutcome>> {
    const outcomes = await Promise.all(
      [this.serving, this.filling].map(async (follower) => follower?.replay(documentId)),
    );
    const nothing = { replayed: 0, stillParked: 0 };
    const none = new Map(this.share.partitions.map((partition) => [partition, nothing] as const));
    return outcomes.find((outcome) => outcome !== undefined) ?? none;
  }

  #known(): Generations {
    if (this.#generations) return this.#generations;
    throw new ProjectionNotReady(this.projection.name);
  }

  async #read(): Promise<void> {
    const stored = await readGenerations(this.context.store, this.projection.name);
    if (!stored || stored.revision === this.#revision) return;
    this.#revision = stored.revision;
    this.#generations = stored.generations;
    await this.#follow();
  }

  async #save(generations: Generations): Promise<void> {
    const revision = this.#revision + 1n;
    await saveGenerations(this.context.store, { revision, generations }, this.share.token);
    this.#revision = revision;
    this.#generations = generations;
  }

  /** Follows the generations that there are now, as far as they are for this code. */
  async #follow(): Promise<void> {
    const { serving, filling, handingOver } = this.#known();
    const moving = [handingOver ? null : serving, filling].filter((generation) => generation !== null);
    await this.#followers.follow(moving.filter((generation) => isCurrent(generation, this.#wanted)));
  }

  #newFollower(generation: Generation): Follower {
    const follower: Follower = new Follower(this.projection, generation, this.share, this.context, () => {
      this.#advanced(follower);
    });
    return follower;
  }

  #advanced({ generation, position, caughtUp }: Follower): void {
    const { serving } = this.#known();
    if (generation.number === serving.number) {
      this.listener.advanced(this.projection.name, serving, this.share.partitions, position);
    } else if (caughtUp) {
      this.context.wake();
    }
  }

  /**
   * What serves stands still while the new generation covers the last steps, so that reads never go back. Its
   * checkpoints are sealed first: no share of it moves after that, in whichever process it is.
   */
  async #switchWhenPassed(): Promise<void> {
    const { serving, filling, handingOver } = this.#known();
    if (!filling || !this.filling?.caughtUp) return;
    const filled = await this.#positions(filling);
    if (!handingOver) {
      this.#aim ??= await this.#positions(serving);
      if (!hasPassed(filled, this.#aim)) return;
      await this.#save({ ...this.#known(), handingOver: true });
      await this.#follow();
    }
    const sealed = await this.#positions(serving, SEALED);
    if (!hasPassed(await this.#positions(filling), sealed)) return;
    await this.#save(switched(this.#known(), filling, this.context.now()));
    this.#aim = undefined;
    const { position } = this.serving ?? { position: lowest(filled) };
    this.listener.advanced(this.projection.name, filling, this.share.partitions, position);
  }

  async #positions(generation: Generation, token?: bigint): Promise<readonly Position[]> {
    const names = checkpointsOf(generation);
    const found = await this.context.store.checkpoints(names, token);
    return names.map((name) => found.get(name) ?? 0n);
  }

  /** Drops what was retired long enough ago. */
  async #sweep(): Promise<void> {
    const { store, now } = this.context;
    const generations = this.#known();
    const retired = await dropRetired(store, generations.retired, now());
    if (retired.length < generations.retired.length) await this.#save({ ...generations, retired });
  }
}
