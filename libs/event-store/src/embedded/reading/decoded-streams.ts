import { LRUCache } from 'lru-cache';
import type { RecordedEvent } from '../../port/index.js';
import { StoredEvent, type EventRow } from './event-rows.js';

/** Characters of stored JSON that are kept, with the events some 32 MiB. */
const KEPT = 4 * 1_024 * 1_024;

interface Decoded {
  readonly rows: readonly EventRow[];
  readonly events: readonly RecordedEvent[];
}

/**
 * The streams that were read last. What the file has is compared with them to the letter, and where it is the same,
 * the very same list of events is answered: what was worked out from it need not be worked out again either.
 */
export class DecodedStreams {
  readonly #kept = new LRUCache<string, Decoded>({
    maxSize: KEPT,
    sizeCalculation: ({ rows }) => rows.reduce((sum, row) => sum + row[6].length + row[7].length, 0),
  });

  /**
   * @param rows of a stream from its start, as they were read just now
   * @throws SyntaxError when what is stored is not a JSON object
   */
  decode(stream: string, rows: readonly EventRow[]): readonly RecordedEvent[] {
    if (rows.length === 0) return [];
    const kept = this.#kept.get(stream);
    if (kept && areSame(kept.rows, rows)) return kept.events;
    const events = rows.map((row) => new StoredEvent(row));
    this.#kept.set(stream, { rows, events });
    return events;
  }
}

function areSame(some: readonly EventRow[], others: readonly EventRow[]): boolean {
  return (
    some.length === others.length &&
    some.every((row, index) => row.every((column, at) => column === others[index]?.[at]))
  );
}
