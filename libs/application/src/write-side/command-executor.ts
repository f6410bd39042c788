import { setTimeout as delay } from 'node:timers/promises';
import { canonicalJson } from '#audit';
import type { Clock } from '#clock';
import {
  type EventAppender,
  type NewEvent,
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
} from '#event-store';
import type { BlindIndex } from '#personal-data';
import { metadataOf, type ProgrammeEvent } from '#recorded-events';
import { CommandRefused, type Decision, eventsOf, type Refusal } from '#vouchers';
import type { Envelope } from '../envelope.js';
import { CommandIdReused, RevisionMismatch, TooManyConflicts } from '../errors/errors.js';
import { chainEvents } from './chain-events.js';
import type { CommandObserver } from './command-observer.js';
import type { Decider } from './decider.js';
import { OneByOne } from './one-by-one.js';
import type { StreamHistories } from './stream-histories.js';
import type { StreamHistory } from './stream-history.js';

/** How a command is carried out. `name` and `content` say what the client asked for, to recognise a repetition. */
export interface Plan<Command, State, Event extends ProgrammeEvent> {
  readonly decider: Decider<Command, State, Event>;
  readonly envelope: Envelope;
  readonly name: string;
  readonly content: object;
  /** Reads the stream as it is now; asked again after a conflict. */
  prepare(): Promise<Prepared<Command, State>>;
  /** Revision of an earlier event that recorded the same message, when the command changes nothing. */
  repeats?(command: Command, history: StreamHistory<State>): number | undefined;
}

interface Prepared<Command, State> {
  readonly history: StreamHistory<State>;
  /** The command, completed with what only the server knows. Not asked when the command is recorded already. */
  readonly command: () => Promise<Command>;
}

interface EventSummary {
  readonly type: string;
  readonly revision: number;
  readonly data: object;
}

export interface Executed {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly events: readonly EventSummary[];
  readonly replayed: boolean;
}

export interface Rehearsed {
  readonly stream: string;
  readonly events: readonly ProgrammeEvent[];
  readonly refusals: readonly Refusal[];
}

const MAX_CONFLICTS = 10;
const MAX_REPETITIONS = 6;
/** Milliseconds after which the client is told that the outcome is unknown: it waits for an answer. */
const LONGEST_REPETITION = 10_000;

/** Load, decide, append: the way of every command, with what a race or a lost answer asks for. */
export class CommandExecutor {
  private readonly oneByOne = new OneByOne();

  constructor(
    private readonly eventStore: EventAppender,
    private readonly histories: StreamHistories,
    private readonly clock: Clock,
    private readonly blindIndex: BlindIndex,
    private readonly observer: CommandObserver,
  ) {}

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
    return this.oneByOne.run(plan.envelope.commandId, () => this.carryOut(plan));
  }

  /**
   * What the command would record, or every rule that refuses it: nothing where it is recorded already.
   *
   * @throws RevisionMismatch, CommandIdReused as `execute` does
   */
  async rehearse<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
  ): Promise<Rehearsed> {
    const { history, command } = await plan.prepare();
    if (this.recordedAs(plan, history)) return { stream: history.stream, events: [], refusals: [] };
    requireRevision(plan.envelope, history);
    const decision = plan.decider.decide(await command(), history.state, { now: this.clock.now() });
    return { stream: history.stream, ...decision };
  }

  private async carryOut<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
  ): Promise<Executed> {
    for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
      const { history, command: complete } = await plan.prepare();
      const recorded = this.recordedAs(plan, history);
      if (recorded) {
        this.observer.decided(plan.name, 'replayed');
        return { ...recorded, replayed: true };
      }
      requireRevision(plan.envelope, history);
      const command = await complete();
      const now = this.clock.now();
      const events = this.accepted(plan, plan.decider.decide(command, history.state, { now }));
      if (events.length === 0) return this.unchanged(plan, command, history);
      const decided = { events, now, envelope: plan.envelope, commandHash: this.hashOf(plan) };
      const executed = await this.append(history, chainEvents(history, decided, plan.decider));
      if (executed) {
        this.observer.decided(plan.name, 'recorded');
        return executed;
      }
      this.histories.forget(history.stream);
      this.observer.conflicted();
      await delay(Math.random() * 2 ** Math.min(conflicts, 5));
    }
    throw new TooManyConflicts();
  }

  private accepted<Event extends ProgrammeEvent>(
    plan: { readonly name: string },
    decision: Decision<Event>,
  ): readonly Event[] {
    try {
      return eventsOf(decision);
    } catch (error) {
      if (error instanceof CommandRefused) this.observer.decided(plan.name, 'refused', error.code);
      throw error;
    }
  }

  /** The answer to a command that is recorded already. */
  private recordedAs<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
    history: StreamHistory<State>,
  ): Executed | undefined {
    const recorded = answerOf(history, plan.envelope.commandId);
    if (!recorded) return undefined;
    const first = history.events[recorded.firstRevision];
    if (first && metadataOf(first).commandHash !== this.hashOf(plan)) throw new CommandIdReused();
    return recorded.answer;
  }

  /** By which a repetition is told from another command with the same id. */
  private hashOf({ name, content }: { readonly name: string; readonly content: object }): string {
    return this.blindIndex.content(`${name}${canonicalJson(content)}`);
  }

  /** A command that changes nothing is answered as the one that it repeats, else with the stream as it stands. */
  private unchanged<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
    command: Command,
    history: StreamHistory<State>,
  ): Executed {
    this.observer.decided(plan.name, 'unchanged');
    const repeated = history.events[plan.repeats?.(command, history) ?? -1];
    const recorded = repeated && answerOf(history, metadataOf(repeated).commandId);
    if (recorded) return recorded.answer;
    const position = history.events.at(-1)?.position ?? 0n;
    return { stream: history.stream, revision: history.revision, position, events: [], replayed: false };
  }

  /**
   * `undefined` when another writer was faster. What leaves open whether it was recorded is repeated, with the same
   * ids and the same expected revision, by which the store recognises it. From then on a store that cannot be
   * reached no longer means that nothing was recorded.
   */
  private async append(
    history: StreamHistory<unknown>,
    events: readonly NewEvent[],
  ): Promise<Executed | undefined> {
    const { stream } = history;
    const expected = history.revision < 0 ? 'no_stream' : history.revision;
    const started = performance.now();
    let unknown: OutcomeUnknown | undefined;
    for (let repetitions = 0; ; repetitions += 1) {
      try {
        const { revision, position } = await this.eventStore.append(stream, events, expected);
        this.observer.appended((performance.now() - started) / 1_000);
        const first = history.revision + 1;
        const summaries = events.map(({ type, data }, index) => ({ type, data, revision: first + index }));
        return { stream, revision, position, events: summaries, replayed: false };
      } catch (error) {
        if (error instanceof WrongExpectedRevision) return undefined;
        if (error instanceof OutcomeUnknown) unknown = error;
        if (!unknown || !(error instanceof OutcomeUnknown || error instanceof StoreUnavailable)) throw error;
        const isTooLate = performance.now() - started > LONGEST_REPETITION;
        if (isTooLate || repetitions >= MAX_REPETITIONS) throw unknown;
        await delay((0.5 + Math.random()) * 50 * 2 ** repetitions);
      }
    }
  }
}

function requireRevision({ expectedRevision }: Envelope, { revision }: StreamHistory<unknown>): void {
  if (expectedRevision !== undefined && expectedRevision !== revision) {
    throw new RevisionMismatch(expectedRevision, revision);
  }
}

/** What was answered to the command that recorded these events. */
function answerOf(
  { stream, events }: StreamHistory<unknown>,
  commandId: string,
): { readonly answer: Executed; readonly firstRevision: number } | undefined {
  const recorded = events.filter((event) => metadataOf(event).commandId === commandId);
  const first = recorded[0];
  const last = recorded.at(-1);
  if (!first || !last) return undefined;
  const { revision, position } = last;
  return {
    answer: { stream, revision, position, events: recorded, replayed: false },
    firstRevision: first.revision,
  };
}
