import { v5 as nameBasedUuid } from 'uuid';
import type { EventAppender } from '#event-store';
import { metadataOf } from '#recorded-events';
import { COMMAND_STREAM_PREFIX } from '#vouchers';
import { appendDecided } from './append-decided.js';
import { chainEvents, type Received } from './chain-events.js';
import type { CommandObserver } from './command-observer.js';
import { happensNow } from './decider.js';
import type { Executed } from './outcome.js';
import { recordedCommand } from './recorded-command.js';
import type { StreamHistory, StreamReader } from './stream-history.js';

/** Never to be changed: what was answered before is found by it. */
const COMMAND_NAMESPACE = '6c0d8a55-7f0b-4a57-9a5e-0d2f5b1c8e43';

/** Recorded before the events of a command whose stream follows from what it says. */
interface CommandReceived {
  readonly type: 'CommandReceived';
  readonly data: { readonly name: string };
}

/** Recorded of a command that changed nothing. */
interface CommandAnswered {
  readonly type: 'CommandAnswered';
  readonly data: {
    /** The stream that it was about, and where that stood; positions are the store's, and others in a copy. */
    readonly stream: string;
    readonly revision: number;
    /** Id of the earlier command with the same message, by whose events it was answered. */
    readonly repeats?: string;
  };
}

/** What is known of the key of a command. */
export interface KnownKey {
  /** Its own stream, as it stands. */
  readonly place: Pick<StreamHistory<unknown>, 'stream' | 'revision' | 'lastHash'>;
  /** Of the command that has it, `undefined` where none has. */
  readonly commandHash: string | undefined;
  /** What was answered to that command, where it changed nothing. */
  readonly answer: Executed | undefined;
}

/**
 * Remembers the keys of those commands that leave no event to remember them by, each in a stream of its own: of commands
 * that changed nothing, which would be decided anew and might undo what came after them; and of commands whose
 * stream another content would not lead to.
 */
export class IdempotencyKeys {
  constructor(
    private readonly eventStore: EventAppender & StreamReader,
    private readonly observer: CommandObserver,
  ) {}

  /**
   * @param scope within which the key stands for one command
   * @param history of the stream that the command is about
   */
  async recall(scope: string, commandId: string, history: StreamHistory<unknown>): Promise<KnownKey> {
    const stream = streamOf(scope, commandId);
    const events = await this.eventStore.readStream(stream, { limit: 2 });
    const last = events.at(-1);
    if (!last) {
      return { place: { stream, revision: -1, lastHash: null }, commandHash: undefined, answer: undefined };
    }
    const { commandHash, hash } = metadataOf(last);
    const { type, data } = last as unknown as CommandReceived | CommandAnswered;
    const answer = type === 'CommandAnswered' ? answerOf(data, history) : undefined;
    return { place: { stream, revision: last.revision, lastHash: hash }, commandHash, answer };
  }

  /** @returns whether the key is this command's from now on; not so where another process was faster */
  claim(key: KnownKey, name: string, received: Received): Promise<boolean> {
    return this.#append(key, { type: 'CommandReceived', data: { name } }, received);
  }

  /** Keeps an answer without events. What another process has kept of the same command meanwhile stands. */
  async keep(
    key: KnownKey,
    { stream, revision }: Executed,
    received: Received,
    repeats?: string,
  ): Promise<void> {
    const data = { stream, revision, ...(repeats !== undefined && { repeats }) };
    await this.#append(key, { type: 'CommandAnswered', data }, received);
  }

  async #append(
    { place }: KnownKey,
    event: CommandReceived | CommandAnswered,
    received: Received,
  ): Promise<boolean> {
    const parts = { eventStore: this.eventStore, observer: this.observer };
    const events = chainEvents(place, [event], received, { occurredAt: happensNow });
    return (await appendDecided(parts, place, events)) !== undefined;
  }
}

function answerOf(
  { stream, revision, repeats }: CommandAnswered['data'],
  history: StreamHistory<unknown>,
): Executed {
  const repeated = repeats === undefined ? undefined : recordedCommand(history, repeats);
  const position = history.events[revision]?.position ?? 0n;
  return repeated?.answer ?? { stream, revision, position, events: [], replayed: false };
}

function streamOf(scope: string, commandId: string): string {
  return COMMAND_STREAM_PREFIX + nameBasedUuid(Buffer.from(`${scope}\n${commandId}`), COMMAND_NAMESPACE);
}
