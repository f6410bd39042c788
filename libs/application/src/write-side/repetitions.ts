import { canonicalJson } from '#audit';
import type { BlindIndex } from '#personal-data';
import { metadataOf, type ProgrammeEvent } from '#recorded-events';
import { CommandIdReused } from '../errors.js';
import type { Received } from './chain-events.js';
import type { IdempotencyKeys, KnownKey } from './idempotency-keys.js';
import type { Executed } from './outcome.js';
import type { Plan } from './plan.js';
import { recordedCommand } from './recorded-command.js';
import type { StreamHistory } from './stream-history.js';

/** What is known of a command before it is decided. */
export interface Known {
  /** What was answered to it when it came the first time. */
  readonly answer?: Executed | undefined;
  /** Its key, where it has left no event and the client may send it again. */
  readonly key?: KnownKey | undefined;
}

/** Knows a command that comes again: by the events that it recorded, or else by its key. */
export class Repetitions {
  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly blindIndex: BlindIndex,
  ) {}

  /** @throws CommandIdReused when the command id belongs to another command */
  async find<Command, State, Event extends ProgrammeEvent>(
    plan: Plan<Command, State, Event>,
    history: StreamHistory<State>,
  ): Promise<Known> {
    const { commandId, isRepeatable, actor } = plan.envelope;
    const recorded = recordedCommand(history, commandId);
    const isKeyed = !recorded && isRepeatable;
    const scope = plan.keyScope === undefined ? history.stream : `${plan.keyScope} of ${actor}`;
    const key = isKeyed ? await this.keys.recall(scope, commandId, history) : undefined;
    const commandHash = recorded?.commandHash ?? key?.commandHash;
    if (commandHash !== undefined && commandHash !== this.hashOf(plan)) throw new CommandIdReused();
    return { answer: recorded?.answer ?? key?.answer, key };
  }

  /** Tells a repetition from another command with the same id. */
  hashOf({ name, content }: { readonly name: string; readonly content: object }): string {
    return this.blindIndex.content(`${name}${canonicalJson(content)}`);
  }

  /** @returns whether the key is the command's, or is told by the stream; not so where another process was faster */
  async claim<Command, State, Event extends ProgrammeEvent>(
    { keyScope, name }: Plan<Command, State, Event>,
    received: Received,
    key: KnownKey | undefined,
  ): Promise<boolean> {
    if (keyScope === undefined || !key || key.commandHash !== undefined) return true;
    return this.keys.claim(key, name, received);
  }

  /** The answer to a command that changes nothing: that to the one which it repeats, else the stream as it stands. */
  async unchanged<Command, State, Event extends ProgrammeEvent>(
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
    if (!key) return answer;
    await this.keys.keep(key, answer, received, repeatedId);
    return (await this.find(plan, history)).answer ?? answer;
  }
}

function asItStands({ stream, revision, events }: StreamHistory<unknown>): Executed {
  return { stream, revision, position: events.at(-1)?.position ?? 0n, events: [], replayed: false };
}
