import { setTimeout as delay } from 'node:timers/promises';
import { canonicalJson } from '#audit';
import type { Clock } from '#clock';
import type { EventAppender } from '#event-store';
import type { BlindIndex } from '#personal-data';
import { metadataOf, type ProgrammeEvent } from '#recorded-events';
import { type Decision, eventsOf } from '#vouchers';
import type { Envelope } from '../envelope.js';
import { CommandIdReused, RevisionMismatch, TooManyConflicts } from '../errors/errors.js';
import { appendDecided } from './append-decided.js';
import { chainEvents } from './chain-events.js';
import type { CommandObserver } from './command-observer.js';
import { OneByOne } from './one-by-one.js';
import type { Executed, Rehearsed } from './outcome.js';
import type { Plan } from './plan.js';
import { recordedCommand } from './recorded-command.js';
import type { StreamHistories } from './stream-histories.js';
import type { StreamHistory } from './stream-history.js';

/** Attempts at a stream that other writers change meanwhile. */
const MAX_CONFLICTS = 10;

/** Load, decide, append: the way of every command, through races and repetitions. */
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
      const executed = await appendDecided(
        { eventStore: this.eventStore, observer: this.observer },
        history,
        chainEvents(history, decided, plan.decider),
      );
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
    { name }: { readonly name: string },
    decision: Decision<Event>,
  ): readonly Event[] {
    const [refusal] = decision.refusals;
    if (refusal) this.observer.decided(name, 'refused', refusal.code);
    return eventsOf(decision);
  }

  /** The answer to a command that is recorded already. */
  private recordedAs<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
    history: StreamHistory<State>,
  ): Executed | undefined {
    const recorded = recordedCommand(history, plan.envelope.commandId);
    if (!recorded) return undefined;
    const first = history.events[recorded.firstRevision];
    if (first && metadataOf(first).commandHash !== this.hashOf(plan)) throw new CommandIdReused();
    return recorded.answer;
  }

  /** Tells a repetition from another command with the same id. */
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
    const recorded = repeated && recordedCommand(history, metadataOf(repeated).commandId);
    if (recorded) return recorded.answer;
    const position = history.events.at(-1)?.position ?? 0n;
    return { stream: history.stream, revision: history.revision, position, events: [], replayed: false };
  }
}

function requireRevision({ expectedRevision }: Envelope, { revision }: StreamHistory<unknown>): void {
  if (expectedRevision !== undefined && expectedRevision !== revision) {
    throw new RevisionMismatch(expectedRevision, revision);
  }
}
