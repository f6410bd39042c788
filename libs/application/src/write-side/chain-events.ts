import { randomUUID } from 'node:crypto';
import { hashOfLink } from '#audit';
import type { JsonObject, NewEvent } from '#event-store';
import type { EventMetadata } from '#recorded-events';
import { type Instant, schemaVersionOf } from '#vouchers';
import type { Envelope } from '../envelope.js';
import type { StreamHistory } from './stream-history.js';

/** With what, and when, a command came. */
export interface Received {
  readonly now: Instant;
  readonly envelope: Envelope;
  readonly commandHash: string;
}

/**
 * The events as they are stored: linked into the hash chain of the stream, and with ids of their own. An append that is
 * repeated is known by them; a command that comes again, by its id in the metadata of what it recorded.
 */
export function chainEvents<Event extends Pick<NewEvent, 'type'> & { readonly data: object }>(
  history: Pick<StreamHistory<unknown>, 'stream' | 'revision' | 'lastHash'>,
  events: readonly Event[],
  { now, envelope, commandHash }: Received,
  decider: { occurredAt(event: Event, now: Instant): Instant },
): readonly NewEvent[] {
  const { stream } = history;
  const { commandId, correlationId, causationId, actor } = envelope;
  let previousHash = history.lastHash;
  return events.map((event, index) => {
    const { type, data } = event;
    const id = randomUUID();
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
