import { LRUCache } from 'lru-cache';
import type { EventRow } from '../reading/event-rows.js';
import { originalStreamOf } from '../stream-names.js';
import type { Appended, AppendRequest, WriteRequest } from './write-request.js';

/** Streams whose last append is kept, some 5 MiB. */
const STREAMS_KEPT = 4_096;

/**
 * The last append to each of the streams that were written to last. There is one writer, so whoever has read a stream
 * up to there need not ask the file what has come since: nothing, or these events.
 */
export class RecentAppends {
  readonly #rows = new LRUCache<string, readonly EventRow[]>({ max: STREAMS_KEPT });

  /** Call it with every answer of the writer, in their order. */
  answered(request: WriteRequest, { revision, position, writtenAt }: Appended): void {
    this.forget(request);
    if ('remove' in request || writtenAt === undefined) return;
    this.#rows.set(request.stream, rowsOf(request, { revision, position, writtenAt }));
  }

  /** What this request may have changed is to be read from the file. */
  forget({ stream }: WriteRequest): void {
    this.#rows.delete(originalStreamOf(stream) ?? stream);
  }

  /**
   * The events of the stream from this revision to its end, as they are stored; `undefined` where the file is to be
   * asked. So it is for a stream from its start: what is on disk is then seen to be what was written.
   */
  from(stream: string, revision: number): readonly EventRow[] | undefined {
    const rows = this.#rows.get(stream);
    const first = rows?.[0]?.[2] ?? Infinity;
    return revision === 0 || revision < first ? undefined : rows?.slice(revision - first);
  }
}

function rowsOf(
  { stream, events }: AppendRequest,
  { revision, position, writtenAt }: Required<Appended>,
): readonly EventRow[] {
  const last = events.length - 1;
  return events.map(({ type, id, data, metadata }, index) => {
    const back = last - index;
    return [stream, position - back, revision - back, type, id, writtenAt, data, metadata];
  });
}
