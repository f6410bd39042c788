import { prepare, type Database } from '#sqlite';
import type { Appended, RawContent, StorableEvent } from './write-request.js';
import type { StreamHead } from './stream-heads.js';

/** Writes events at the end of the log, and gives out their positions. */
export class EventWriter {
  readonly #insert;
  readonly #insertRaw;
  readonly #last;
  #position: number | undefined;

  constructor(database: Database) {
    this.#insert = prepare(
      database,
      `INSERT INTO events (position, stream, revision, type, id, created_at, data, metadata)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertRaw = prepare(database, 'INSERT INTO raw_contents VALUES (?, ?, ?, ?)');
    this.#last = prepare<{ position: number | null }>(
      database,
      'SELECT max(position) AS position FROM events',
    );
  }

  /** Position of the last event in the log, 0 when there is none. */
  get lastPosition(): number {
    return (this.#position ??= this.#last.get()?.position ?? 0);
  }

  /** Appends to the stream of this head, and moves the head. */
  write(head: StreamHead, events: readonly StorableEvent[]): Appended {
    const writtenAt = Date.now();
    let { revision } = head;
    let position = this.lastPosition;
    for (const { type, id, data, metadata, raw } of events) {
      revision += 1;
      position += 1;
      this.#insert.run(position, head.id, revision, type, id, writtenAt, data, metadata);
      if (raw !== undefined) this.#writeRaw(position, raw);
    }
    head.revision = revision;
    this.#position = position;
    return { revision, position };
  }

  forget(): void {
    this.#position = undefined;
  }

  #writeRaw(position: number, { isJson, data, metadata }: RawContent): void {
    this.#insertRaw.run(position, isJson ? 1 : 0, data ?? null, metadata ?? null);
  }
}
