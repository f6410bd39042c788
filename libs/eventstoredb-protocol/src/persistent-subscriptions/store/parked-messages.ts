import { randomUUID } from 'node:crypto';
import type { EmbeddedLog, NewLogEvent } from '#event-store/embedded';
import type { ResolvedEvent } from '../../messages/read-event.js';
import { LINK_TYPE, resolveLink } from '../../streams/links.js';
import type { Message } from '../core/message.js';
import { messageOf } from '../message-of.js';
import { parkedStream, type GroupName } from '../names.js';
import type { StrategyName } from '../core/settings.js';
import { appendOne, lastEvent, removeStream, setMetadata } from '../../system-events.js';

/** Longest reason that is kept, in characters. */
const LONGEST_REASON = 1_000;

/** Which messages are parked: revisions from the first up to, not including, the end. */
export interface ParkedRange {
  readonly first: bigint;
  readonly end: bigint;
}

export interface ParkedPage {
  readonly messages: readonly Message<ResolvedEvent>[];
  /** The revision to read on from. */
  readonly next: bigint;
}

/** The messages that a group has given up, as links in a stream of its own that any client can read. */
export class ParkedMessages {
  readonly #stream: string;

  constructor(
    private readonly log: EmbeddedLog,
    name: GroupName,
  ) {
    this.#stream = parkedStream(name);
  }

  /** A link to park a message by; written twice it is there once. */
  linkTo({ event, link }: ResolvedEvent, reason: string, place: bigint, now: Date): NewLogEvent {
    const metadata = {
      added: now.toISOString(),
      reason: reason.slice(0, LONGEST_REASON),
      subscriptionEventNumber: String(place),
    };
    return {
      id: randomUUID(),
      type: LINK_TYPE,
      isJson: false,
      // A link that leads nowhere is parked as it is.
      data: event ? Buffer.from(`${event.revision}@${event.stream}`) : (link?.data ?? Buffer.alloc(0)),
      metadata: Buffer.from(JSON.stringify(metadata)),
    };
  }

  async add(link: NewLogEvent): Promise<void> {
    await appendOne(this.log, this.#stream, link);
  }

  async range(): Promise<ParkedRange> {
    const { events } = await this.log.readStream(this.#stream, { limit: 1 });
    const [first] = events;
    const last = await lastEvent(this.log, this.#stream);
    if (!first || !last) return { first: 0n, end: 0n };
    return { first: BigInt(first.revision), end: BigInt(last.revision) + 1n };
  }

  /** The messages from this revision on, with the events that the links lead to. */
  async read(from: bigint, limit: number, strategy: StrategyName): Promise<ParkedPage> {
    const { events } = await this.log.readStream(this.#stream, { from: Number(from), limit });
    const messages = await Promise.all(
      events.map(async (event) =>
        messageOf(event, await resolveLink(this.log, event, true), BigInt(event.revision), strategy),
      ),
    );
    return { messages, next: (messages.at(-1)?.place ?? from + BigInt(limit) - 1n) + 1n };
  }

  /** Lets those before this revision be forgotten. */
  async forget(before: bigint): Promise<void> {
    await setMetadata(this.log, this.#stream, { $tb: Number(before) });
  }

  async remove(): Promise<void> {
    await removeStream(this.log, this.#stream);
  }
}
