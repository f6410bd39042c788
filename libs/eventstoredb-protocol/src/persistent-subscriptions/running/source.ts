import { StreamDeleted, TOMBSTONE_REVISION, type EmbeddedLog, type LogEvent } from '#event-store/embedded';
import type { ResolvedEvent } from '../../messages/read-event.js';
import { filterOf } from '../../streams/event-filter.js';
import { resolveLink } from '../../streams/links.js';
import type { Message } from '../core/message.js';
import type { NewGroup } from '../group-config.js';
import { messageOf } from '../message-of.js';
import { isToAll, isWrittenByGroups } from '../names.js';
import { lastEvent } from '../../system-events.js';

/** Only a tombstone stands behind it. */
const LAST_REVISION = TOMBSTONE_REVISION - 1;

export interface SourcePage {
  readonly messages: readonly Message<ResolvedEvent>[];
  readonly upTo: bigint;
  readonly isEnd: boolean;
}

/** What a group is fed with: a stream, or what passes of the whole log. Pulled, a page at a time, for ever. */
export class Source {
  readonly #filter;

  constructor(
    private readonly log: EmbeddedLog,
    private readonly group: NewGroup,
  ) {
    this.#filter = group.filter && filterOf(group.filter);
  }

  /** Ends when the signal aborts, when the store is closed, and with a stream that is closed for ever. */
  pages(after: bigint, batchSize: number, signal: AbortSignal): AsyncIterable<SourcePage> {
    return isToAll(this.group)
      ? this.#ofAll(after, batchSize, signal)
      : this.#ofStream(after, batchSize, signal);
  }

  /** The place of the last event, where there is one. */
  async head(): Promise<bigint | undefined> {
    if (isToAll(this.group)) return this.log.headPosition();
    const last = await lastEvent(this.log, this.group.stream);
    return last && BigInt(last.revision);
  }

  async *#ofStream(after: bigint, batchSize: number, signal: AbortSignal): AsyncGenerator<SourcePage, void> {
    const last = Math.min(Number(after), LAST_REVISION);
    const where = { batchSize, signal, ...(last >= 0 && { after: last }) };
    try {
      for await (const { events, revision, caughtUp } of this.log.subscribeToStream(
        this.group.stream,
        where,
      )) {
        const messages = await this.#messages(events, ({ revision: place }) => BigInt(place));
        yield { messages, upTo: BigInt(revision), isEnd: caughtUp };
      }
    } catch (error) {
      if (!(error instanceof StreamDeleted)) throw error;
    }
  }

  async *#ofAll(after: bigint, batchSize: number, signal: AbortSignal): AsyncGenerator<SourcePage, void> {
    const where = { after, batchSize, signal, ...(this.#filter && { filter: this.#filter }) };
    for await (const { events, position, caughtUp } of this.log.subscribeToAll(where)) {
      const ours = events.filter(({ stream }) => !isWrittenByGroups(stream));
      const messages = await this.#messages(ours, ({ position: place }) => place);
      yield { messages, upTo: position, isEnd: caughtUp };
    }
  }

  #messages(
    events: readonly LogEvent[],
    placeOf: (event: LogEvent) => bigint,
  ): Promise<readonly Message<ResolvedEvent>[]> {
    const { resolveLinkTos, strategy } = this.group.settings;
    return Promise.all(
      events.map(async (event) =>
        messageOf(event, await resolveLink(this.log, event, resolveLinkTos), placeOf(event), strategy),
      ),
    );
  }
}
