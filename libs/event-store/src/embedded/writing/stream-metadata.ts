import { randomUUID } from 'node:crypto';
import { prepare, type Database } from '#sqlite';
import { metastreamOf } from '../stream-names.js';
import type { Appended, StorableEvent } from './write-request.js';
import { REMOVED, type StreamLimits, type StreamLimitsTable } from './stream-limits.js';
import type { EventWriter } from './event-writer.js';
import type { StreamHeads } from './stream-heads.js';

/** What EventStoreDB writes as `$tb` of a deleted stream: its highest revision, 2^63 - 1. */
const TRUNCATE_ALL = '9223372036854775807';

type Metadata = Readonly<Record<string, unknown>>;

/** Keeps the limits of a stream in step with the last event of its metadata stream. */
export class StreamMetadata {
  readonly #last;

  constructor(
    database: Database,
    private readonly heads: StreamHeads,
    private readonly events: EventWriter,
    private readonly limits: StreamLimitsTable,
  ) {
    this.#last = prepare<{ data: string }>(
      database,
      'SELECT data FROM events WHERE stream = ? AND revision = ?',
    );
  }

  /** Takes over what was appended to the metadata stream of `stream`. What was deleted is not brought back by it. */
  learn(stream: string, events: readonly StorableEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    const wasRemoved = this.limits.find(stream)?.truncateBefore === REMOVED;
    this.limits.put(stream, limitsOf(JSON.parse(last.data) as Metadata));
    if (wasRemoved) this.restore(stream, (this.heads.find(stream)?.revision ?? -1) + 1);
  }

  /** Metadata by which nothing of the stream is to be seen any more. */
  hide(stream: string): Appended {
    const event = metadataEvent(`{"$tb":${TRUNCATE_ALL}}`);
    const appended = this.#write(stream, event);
    this.limits.put(stream, { truncateBefore: REMOVED, maxCount: null, maxAge: null, tombstone: 0 });
    return appended;
  }

  /** A deleted stream starts again at revision `first`. */
  restore(stream: string, first: number): void {
    const metadata = { ...this.#current(stream), $tb: first };
    this.#write(stream, metadataEvent(JSON.stringify(metadata)));
    this.limits.put(stream, limitsOf(metadata));
  }

  #current(stream: string): Metadata {
    const head = this.heads.find(metastreamOf(stream));
    const event = head && this.#last.get(head.id, head.revision);
    return event ? (JSON.parse(event.data) as Metadata) : {};
  }

  #write(stream: string, event: StorableEvent): Appended {
    const name = metastreamOf(stream);
    return this.events.write(this.heads.find(name) ?? this.heads.create(name), [event]);
  }
}

function limitsOf(metadata: Metadata): StreamLimits {
  return {
    truncateBefore: Math.min(wholeNumber(metadata['$tb'], 0) ?? 0, REMOVED),
    maxCount: wholeNumber(metadata['$maxCount'], 1) ?? null,
    maxAge: wholeNumber(metadata['$maxAge'], 1) ?? null,
    tombstone: 0,
  };
}

function metadataEvent(data: string): StorableEvent {
  const raw = { isJson: true, metadata: new Uint8Array() };
  return { id: randomUUID(), type: '$metadata', data, metadata: '{}', raw };
}

function wholeNumber(value: unknown, least: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= least ? value : undefined;
}
