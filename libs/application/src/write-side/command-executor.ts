import { setTimeout as delay } from 'node:timers/promises';
import { canonicalJson } from '#audit';
import type { Clock } from '#clock';
import type { EventAppender } from '#event-store';
import type { BlindIndex } from '#personal-data';
import { metadataOf, type ProgrammeEvent } from '#recorded-events';
import { type Decision, eventsOf } from '#vouchers';
import type { Envelope } from '../envelope.js';
import { CommandIdReused, RevisionMismatch, TooManyConflicts } from '../errors.js';
import { appendDecided } from './append-decided.js';
import { chainEvents, type Received } from './chain-events.js';
import type { CommandObserver } from './command-observer.js';
import { IdempotencyKeys, type KnownKey } from './idempotency-keys.js';
import { OneByOne } from './one-by-one.js';
import type { Executed, Rehearsed } from './outcome.js';
import type { Plan } from './plan.js';
import { recordedCommand } from './recorded-command.js';
import type { StreamHistories } from './stream-histories.js';
import type { StreamHistory, StreamReader } from './stream-history.js';

/** Attempts at a stream that other writers change meanwhile. */
const MAX_CONFLICTS = 10;

/** Load, decide, append: the way of every command, through races and repetitions. */
export class CommandExecutor {
  readonly #oneByOne = new OneByOne();
  readonly #keys: IdempotencyKeys;

  constructor(
    private readonly eventStore: EventAppender & StreamReader,
    private readonly histories: StreamHistories,
    private readonly clock: Clock,
    private readonly blindIndex: BlindIndex,
    private readonly observer: CommandObserver,
  ) {
    this.#keys = new IdempotencyKeys(eventStore, observer);
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
    return this.#oneByOne.run(plan.envelope.commandId, () => this.#carryOut(plan));
  }

  /**
   * What the command would record, or every rule that refuses it: nothing where it was answered before.
   *
   * @throws RevisionMismatch, CommandIdReused as `execute` does
   */
  async rehearse<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
  ): Promise<Rehearsed> {
    const { history, command } = await plan.prepare();
    const { answer } = await this.#lookUp(plan, history);
    if (answer) return { stream: history.stream, events: [], refusals: [] };
    requireRevision(plan.envelope, history);
    const decision = plan.decider.decide(await command(), history.state, { now: this.clock.now() });
    return { stream: history.stream, ...decision };
  }

  async #carryOut<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
  ): Promise<Executed> {
    for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
      const { history, command: complete } = await plan.prepare();
      const { answer, key } = await this.#lookUp(plan, history);
      if (answer) {
        this.observer.decided(plan.name, 'replayed');
        return { ...answer, replayed: true };
      }
      requireRevision(plan.envelope, history);
      const command = await complete();
      const now = this.clock.now();
      const events = this.#accepted(plan, plan.decider.decide(command, history.state, { now }));
      const received = { now, envelope: plan.envelope, commandHash: this.#hashOf(plan) };
      if (events.length === 0) return this.#unchanged(plan, command, history, received, key);
      const executed = (await this.#claim(plan, received, key))
        ? await this.#append(plan, history, events, received)
        : undefined;
      if (executed) return executed;
      this.histories.forget(history.stream);
      this.observer.conflicted();
      await delay(Math.random() * 2 ** Math.min(conflicts, 5));
    }
    throw new TooManyConflicts();
  }

  #accepted<Event extends ProgrammeEvent>(
    { name }: { readonly name: string },
    decision: Decision<Event>,
  ): readonly Event[] {
    const [refusal] = decision.refusals;
    if (refusal) this.observer.decided(name, 'refused', refusal.code);
    return eventsOf(decision);
  }

  /**
   * What was answered to the command when it came the first time. Where it leaves no event to know that by, its key, if
   * the client may send it again.
   */
  async #lookUp<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
    history: StreamHistory<State>,
  ): Promise<{ readonly answer: Executed | undefined; readonly key: KnownKey | undefined }> {
    const { commandId, isRepeatable, actor } = plan.envelope;
    const recorded = recordedCommand(history, commandId);
    const isKeyed = !recorded && isRepeatable;
    const scope = plan.keyScope === undefined ? history.stream : `${plan.keyScope} of ${actor}`;
    const key = isKeyed ? await this.#keys.recall(scope, commandId, history) : undefined;
    const commandHash = recorded?.commandHash ?? key?.commandHash;
    if (commandHash !== undefined && commandHash !== this.#hashOf(plan)) throw new CommandIdReused();
    return { answer: recorded?.answer ?? key?.answer, key };
  }

  /** @returns whether the key is the command's, or is told by the stream; not so where another process was faster */
  async #claim<Command, State, Event extends ProgrammeEvent>(
    { keyScope, name }: Plan<Command, State, Event>,
    received: Received,
    key: KnownKey | undefined,
  ): Promise<boolean> {
    if (keyScope === undefined || !key || key.commandHash !== undefined) return true;
    return this.#keys.claim(key, name, received);
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
    if (executed) this.observer.decided(name, 'recorded');
    return executed;
  }

  /** Tells a repetition from another command with the same id. */
  #hashOf({ name, content }: { readonly name: string; readonly content: object }): string {
    return this.blindIndex.content(`${name}${canonicalJson(content)}`);
  }

  /** A command that changes nothing is answered as the one that it repeats, else with the stream as it stands. */
  async #unchanged<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
    command: Command,
    history: StreamHistory<State>,
    received: Received,
    key: KnownKey | undefined,
  ): Promise<Executed> {
    const repeated = history.events[plan.repeats?.(command, history) ?? -1];
    const repeatedId = repeated && metadataOf(repeated).commandId;
    const recorded = repeatedId === undefined ? undefined : recordedCommand(history, repeatedId);
    const answer = recorded?.answer ?? asItStands(history);
    if (key) await this.#keys.keep(key, answer, received, repeatedId);
    this.observer.decided(plan.name, 'unchanged');
    return (key && (await this.#lookUp(plan, history)).answer) ?? answer;
  }
}

function asItStands({ stream, revision, events }: StreamHistory<unknown>): Executed {
  return { stream, revision, position: events.at(-1)?.position ?? 0n, events: [], replayed: false };
}

function requireRevision({ expectedRevision }: Envelope, { revision }: StreamHistory<unknown>): void {
  if (expectedRevision !== undefined && expectedRevision !== revision) {
    throw new RevisionMismatch(expectedRevision, revision);
  }
}
