import { parse, v5 as nameBasedUuid } from 'uuid';
import { hashOfLink } from '#audit';
import type { JsonObject, NewEvent } from '#event-store';
import type { EventMetadata } from '#recorded-events';
import { type Instant, schemaVersionOf } from '#vouchers';
import type { Envelope } from '../envelope.js';
import type { StreamHistory } from './stream-history.js';

/** Never to be changed: the same command of another process is recognised by the ids made with it. */
const EVENT_NAMESPACE = parse('2f9d4d0c-58a1-4c5e-8f3e-6f7f3c1d0b52');

/** With what, and when, a command came. */
export interface Received {
  readonly now: Instant;
  readonly envelope: Envelope;
  readonly commandHash: string;
}

/**
 * The events as they are stored: linked into the hash chain of the stream, and with ids that the same command makes
 * again, but no other command under its id.
 *
 * @param earlier how many events of the command the stream has already
 */
export function chainEvents<Event extends Pick<NewEvent, 'type'> & { readonly data: object }>(
  history: Pick<StreamHistory<unknown>, 'stream' | 'revision' | 'lastHash'>,
  events: readonly Event[],
  { now, envelope, commandHash }: Received,
  decider: { occurredAt(event: Event, now: Instant): Instant },
  earlier = 0,
): readonly NewEvent[] {
  const { stream } = history;
  const { commandId, correlationId, causationId, actor } = envelope;
  let previousHash = history.lastHash;
  return events.map((event, index) => {
    const { type, data } = event;
    const id = nameBasedUuid(
      Buffer.from(`${stream}\n${commandId}\n${commandHash}\n${earlier + index}`),
      EVENT_NAMESPACE,
    );
    const schemaVersion = schemaVersionOf(type);
    const occurredAt = decider.occurredAt(event, now);
    const revision = history.revision + 1 + index;
    const hash = hashOfLink({
      stream,
      revision,
      id,
      type,
      schemaVersion,
      occurredAt,
      actor,
      data,
      previousHash,
    });
    const metadata: EventMetadata = {
      commandId,
      commandHash,
      correlationId,
      causationId,
      actor,
      occurredAt,
      recordedAt: now,
      schemaVersion,
      previousHash,
      hash,
    };
    previousHash = hash;
    return { id, type, data: data as JsonObject, metadata: { ...metadata } };
  });
}
