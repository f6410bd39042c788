import { prepare, Refusal, type Database, type PreparedProgram, type WriterProgram } from '#sqlite';
import type { Appended, AppendRequest, WrongRevision } from './append-request.js';
import { RecordedIds } from './recorded-ids.js';
import { StreamHeads, type StreamHead } from './stream-heads.js';

/** What the writer of the event store does: the module is imported by the writer's thread. */
export const program: WriterProgram<AppendRequest, Appended> = {
  prepare: (database) => new Appender(database),
};

class Appender implements PreparedProgram<AppendRequest, Appended> {
  readonly #heads: StreamHeads;
  readonly #recorded: RecordedIds;
  readonly #insert;
  readonly #lastPosition;
  #position: number | undefined;

  constructor(database: Database) {
    this.#heads = new StreamHeads(database);
    this.#recorded = new RecordedIds(database);
    this.#insert = prepare(
      database,
      `INSERT INTO events (position, stream, revision, type, id, created_at, data, metadata)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#lastPosition = prepare<{ position: number | null }>(
      database,
      'SELECT max(position) AS position FROM events',
    );
  }

  apply(request: AppendRequest): Appended {
    const head = this.#heads.find(request.stream);
    return this.#repeated(request, head) ?? this.#append(request, head);
  }

  forget(): void {
    this.#heads.forget();
    this.#position = undefined;
  }

  /** The answer of the first time, when this append is a repetition. */
  #repeated({ stream, expected, events }: AppendRequest, head: StreamHead | undefined): Appended | undefined {
    const actual = head?.revision ?? -1;
    const refuse = () =>
      new Refusal({ stream, expected, actual: head?.revision ?? 'no_stream' } satisfies WrongRevision);
    if (expected === 'stream_exists' && !head) throw refuse();
    const wanted = expected === 'no_stream' ? -1 : expected;
    if (!head || wanted === actual) {
      if (typeof wanted === 'number' && wanted !== actual) throw refuse();
      return undefined;
    }
    const match =
      typeof wanted === 'number'
        ? this.#recorded.from(head.id, wanted + 1, events)
        : this.#recorded.anywhere(head.id, events);
    if (match === 'some' || (match === 'none' && typeof wanted === 'number')) throw refuse();
    return match === 'none' ? undefined : match;
  }

  #append({ stream, events }: AppendRequest, found: StreamHead | undefined): Appended {
    const head = found ?? this.#heads.create(stream);
    const now = Date.now();
    let { revision } = head;
    let position = (this.#position ??= this.#lastPosition.get()?.position ?? 0);
    for (const { type, id, data, metadata } of events) {
      revision += 1;
      position += 1;
      this.#insert.run(position, head.id, revision, type, id, now, data, metadata);
    }
    head.revision = revision;
    this.#position = position;
    return { revision, position };
  }
}
