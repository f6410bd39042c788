import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '#clock';
import type { EventAppender } from '#event-store';
import type { BlindIndex } from '#personal-data';
import type { ProgrammeEvent } from '#recorded-events';
import { CommandRefused, type Decision, eventsOf } from '#vouchers';
import type { Envelope } from '../envelope.js';
import { RevisionMismatch, TooManyConflicts } from '../errors.js';
import { appendDecided } from './append-decided.js';
import { chainEvents, type Received } from './chain-events.js';
import type { CommandObserver } from './command-observer.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import { OneByOne } from './one-by-one.js';
import type { DryRun, Executed } from './outcome.js';
import type { Plan } from './plan.js';
import { type Known, Repetitions } from './repetitions.js';
import type { StreamHistories } from './stream-histories.js';
import type { StreamHistory, StreamReader } from './stream-history.js';

/** Attempts at a stream that other writers change meanwhile. */
const MAX_CONFLICTS = 10;

/** A command that was decided, or was answered before. */
type Decided<Command, State, Event> = { readonly history: StreamHistory<State> } & (
  | { readonly answer: Executed }
  | {
      readonly answer?: undefined;
      readonly command: Command;
      readonly received: Received;
      readonly key: Known['key'];
      readonly decision: Decision<Event>;
    }
);

/** Load, decide, append: the way of every command, through races and repetitions. */
export class CommandExecutor {
  readonly #oneByOne = new OneByOne();
  readonly #repetitions: Repetitions;

  constructor(
    private readonly eventStore: EventAppender & StreamReader,
    private readonly histories: StreamHistories,
    private readonly clock: Clock,
    blindIndex: BlindIndex,
    private readonly observer: CommandObserver,
  ) {
    this.#repetitions = new Repetitions(new IdempotencyKeys(eventStore, observer), blindIndex);
  }

  /**
   * A repetition that comes while the command is being carried out waits for it, to be answered as a repetition.
   *
   * @throws CommandRefused when a rule refuses
   * @throws RevisionMismatch when the client saw another revision than there is
   * @throws CommandIdReused when the command id belongs to another command
   * @throws TooManyConflicts when other writers were faster every time
   * @throws StoreUnavailable, OutcomeUnknown when the store cannot say that the events are durable
   */
  execute<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
  ): Promise<Executed> {
    return this.#oneByOne.run(plan.about, () => this.#carryOut(plan));
  }

  /**
   * What the command would record, or every rule that refuses it: nothing where it was answered before.
   *
   * @throws RevisionMismatch, CommandIdReused as `execute` does
   */
  async dryRun<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
  ): Promise<DryRun> {
    const { history, ...decided } = await this.#decide(plan);
    const { events, refusals } = decided.answer ? { events: [], refusals: [] } : decided.decision;
    return { stream: history.stream, events, refusals };
  }

  async #carryOut<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
  ): Promise<Executed> {
    let onKept = await this.#decideOnKept(plan);
    for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
      const decided = onKept ?? (await this.#decide(plan));
      const executed = await this.#conclude(plan, decided);
      if (executed) return executed;
      if (!onKept) this.histories.forget(decided.history.stream);
      onKept = undefined;
      this.observer.conflicted();
      await delay(Math.random() * 2 ** Math.min(conflicts, 5));
    }
    throw new TooManyConflicts();
  }

  /**
   * Decides without asking the store what others have appended since: the append will find it out. Where there is
   * nothing to append, the answer may be out of date, and is not given.
   */
  async #decideOnKept<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
  ): Promise<Decided<Command, State, Event> | undefined> {
    const kept = plan.stream === undefined ? undefined : this.histories.kept<State>(plan.stream);
    if (!kept) return undefined;
    try {
      const decided = await this.#decide(plan, kept);
      return decided.answer || decided.decision.events.length === 0 ? undefined : decided;
    } catch (error) {
      if (error instanceof CommandRefused || error instanceof RevisionMismatch) return undefined;
      throw error;
    }
  }

  async #decide<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
    seen?: StreamHistory<State>,
  ): Promise<Decided<Command, State, Event>> {
    const { history, command: complete } = await plan.prepare(seen);
    const { answer, key } = await this.#repetitions.find(plan, history);
    if (answer) return { history, answer };
    requireRevision(plan.envelope, history);
    const command = await complete();
    const now = this.clock.now();
    const received = { now, envelope: plan.envelope, commandHash: this.#repetitions.hashOf(plan) };
    return {
      history,
      command,
      received,
      key,
      decision: plan.decider.decide(command, history.state, { now }),
    };
  }

  /** @returns `undefined` when another writer was faster */
  async #conclude<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
    decided: Decided<Command, State, Event>,
  ): Promise<Executed | undefined> {
    if (decided.answer) {
      this.observer.decided(plan.name, 'replayed');
      return { ...decided.answer, replayed: true };
    }
    const { history, command, received, key, decision } = decided;
    const [refusal] = decision.refusals;
    if (refusal) this.observer.decided(plan.name, 'refused', refusal.code);
    const events = eventsOf(decision);
    if (events.length === 0) {
      const answer = await this.#repetitions.unchanged(plan, command, history, received, key);
      this.observer.decided(plan.name, 'unchanged');
      return answer;
    }
    if (!(await this.#repetitions.claim(plan, received, key))) return undefined;
    return this.#append(plan, history, events, received);
  }

  /** @returns `undefined` when another writer was faster */
  async #append<Command, State, Event extends ProgrammeEvent>(
    { name, decider }: Plan<Command, State, Event>,
    history: StreamHistory<State>,
    events: readonly Event[],
    received: Received,
  ): Promise<Executed | undefined> {
    const parts = { eventStore: this.eventStore, observer: this.observer };
    const executed = await appendDecided(parts, history, chainEvents(history, events, received, decider));
    if (!executed) return undefined;
    this.histories.appended(history, executed.events, decider);
    this.observer.decided(name, 'recorded');
    return executed;
  }
}

function requireRevision({ expectedRevision }: Envelope, { revision }: StreamHistory<unknown>): void {
  if (expectedRevision !== undefined && expectedRevision !== revision) {
    throw new RevisionMismatch(expectedRevision, revision);
  }
}
