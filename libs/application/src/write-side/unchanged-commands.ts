import { v5 as nameBasedUuid } from 'uuid';
import type { EventAppender } from '#event-store';
import { metadataOf } from '#recorded-events';
import { COMMAND_STREAM_PREFIX } from '#vouchers';
import { appendDecided } from './append-decided.js';
import { chainEvents, type Received } from './chain-events.js';
import type { CommandObserver } from './command-observer.js';
import { happensNow } from './decider.js';
import type { Executed } from './outcome.js';
import { type AnsweredCommand, recordedCommand } from './recorded-command.js';
import type { StreamHistory, StreamReader } from './stream-history.js';

/** Never to be changed: what was answered before is found by it. */
const COMMAND_NAMESPACE = '6c0d8a55-7f0b-4a57-9a5e-0d2f5b1c8e43';

/** The one event of a stream of its own. */
interface CommandAnswered {
  /** The stream that the command was about, and where it stood; positions are the store's, and others in a copy. */
  readonly stream: string;
  readonly revision: number;
  /** Id of the earlier command with the same message, by whose events it was answered. */
  readonly repeats?: string;
}

/**
 * Remembers what was answered to commands that changed nothing. Their streams have no event of them; answered from
 * memory, one that is sent again would not be decided anew, and then perhaps undo what came after it.
 */
export class UnchangedCommands {
  constructor(
    private readonly eventStore: EventAppender & StreamReader,
    private readonly observer: CommandObserver,
  ) {}

  /** @param history of the stream that the command is about */
  async recall(history: StreamHistory<unknown>, commandId: string): Promise<AnsweredCommand | undefined> {
    const [event] = await this.eventStore.readStream(streamOf(history, commandId), { limit: 1 });
    if (!event) return undefined;
    const { stream, revision, repeats } = event.data as unknown as CommandAnswered;
    const repeated = repeats === undefined ? undefined : recordedCommand(history, repeats);
    const position = history.events[revision]?.position ?? 0n;
    const unchanged = { stream, revision, position, events: [], replayed: false };
    return { answer: repeated?.answer ?? unchanged, commandHash: metadataOf(event).commandHash };
  }

  /** Resolves when it is durable. What another process has remembered of the same command meanwhile stands. */
  async remember(
    history: StreamHistory<unknown>,
    { stream, revision }: Executed,
    received: Received,
    repeats?: string,
  ): Promise<void> {
    const place = { stream: streamOf(history, received.envelope.commandId), revision: -1, lastHash: null };
    const data: CommandAnswered = { stream, revision, ...(repeats !== undefined && { repeats }) };
    const events = chainEvents(place, [{ type: 'CommandAnswered', data }], received, {
      occurredAt: happensNow,
    });
    await appendDecided({ eventStore: this.eventStore, observer: this.observer }, place, events);
  }
}

function streamOf({ stream }: { readonly stream: string }, commandId: string): string {
  return COMMAND_STREAM_PREFIX + nameBasedUuid(Buffer.from(`${stream}\n${commandId}`), COMMAND_NAMESPACE);
}
