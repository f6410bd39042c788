import { Refusal, type Database, type PreparedProgram, type WriterProgram } from '#sqlite';
import { metastreamOf, originalStreamOf } from '../stream-names.js';
import type { Appended, AppendRequest, Deleted, WriteRequest, WrongRevision } from './write-request.js';
import { REMOVED, StreamLimitsTable, type StreamLimits } from './stream-limits.js';
import { EventWriter } from './event-writer.js';
import { RecordedIds } from './recorded-ids.js';
import { StreamHeads, type StreamHead } from './stream-heads.js';
import { StreamMetadata } from './stream-metadata.js';
import { StreamRemoval } from './stream-removal.js';

/** What the writer of the event store does: the module is imported by the writer's thread. */
export const program: WriterProgram<WriteRequest, Appended> = {
  prepare: (database) => new Appender(database),
};

class Appender implements PreparedProgram<WriteRequest, Appended> {
  readonly #heads: StreamHeads;
  readonly #recorded: RecordedIds;
  readonly #events: EventWriter;
  readonly #limits: StreamLimitsTable;
  readonly #metadata: StreamMetadata;
  readonly #removal: StreamRemoval;

  constructor(database: Database) {
    this.#heads = new StreamHeads(database);
    this.#recorded = new RecordedIds(database);
    this.#events = new EventWriter(database);
    this.#limits = new StreamLimitsTable(database);
    this.#metadata = new StreamMetadata(database, this.#heads, this.#events, this.#limits);
    this.#removal = new StreamRemoval(this.#heads, this.#events, this.#limits, this.#metadata);
  }

  apply(request: WriteRequest): Appended {
    const { stream, expected } = request;
    const original = originalStreamOf(stream);
    const limits = this.#limits.find(original ?? stream);
    const isRemoved = original === undefined && limits?.truncateBefore === REMOVED;
    if (limits?.tombstone === 1 || (isRemoved && expected === 'stream_exists')) {
      throw new Refusal({ deleted: stream } satisfies Deleted);
    }
    const head = this.#heads.find(stream);
    if ('remove' in request) return this.#removal.remove(request, head, isRemoved);
    return this.#repeated(request, head, isRemoved) ?? this.#append(request, head, limits);
  }

  forget(): void {
    this.#heads.forget();
    this.#events.forget();
    this.#limits.forget();
  }

  /** The answer of the first time, when this append is a repetition. */
  #repeated(
    { stream, expected, events }: AppendRequest,
    head: StreamHead | undefined,
    isRemoved: boolean,
  ): Appended | undefined {
    const actual = head?.revision ?? -1;
    const refuse = () =>
      new Refusal({ stream, expected, actual: head?.revision ?? 'no_stream' } satisfies WrongRevision);
    // A stream of which there is only metadata exists, as in EventStoreDB.
    if (expected === 'stream_exists' && !head && !this.#heads.find(metastreamOf(stream))) throw refuse();
    const wanted = expected === 'no_stream' ? -1 : expected;
    if (!head || wanted === actual) {
      if (typeof wanted === 'number' && wanted !== actual) throw refuse();
      return undefined;
    }
    const match =
      typeof wanted === 'number'
        ? this.#recorded.from(head.id, wanted + 1, events)
        : this.#recorded.anywhere(head.id, events);
    if (match === 'none' && wanted === -1 && isRemoved) return undefined;
    if (match === 'some' || (match === 'none' && typeof wanted === 'number')) throw refuse();
    return match === 'none' ? undefined : match;
  }

  #append(
    { stream, events }: AppendRequest,
    found: StreamHead | undefined,
    limits: StreamLimits | undefined,
  ): Appended {
    if (events.length === 0) return { revision: found?.revision ?? -1, position: this.#events.lastPosition };
    const head = found ?? this.#heads.create(stream);
    const first = head.revision + 1;
    const appended = this.#events.write(head, events);
    const original = originalStreamOf(stream);
    if (original !== undefined) this.#metadata.learn(original, events);
    else if (limits?.truncateBefore === REMOVED) this.#metadata.restore(stream, first);
    return appended;
  }
}
