import { prepare, type Database } from '#sqlite';
import type { SerializedEvent } from '../../validation/events.js';
import type { Appended } from './write-request.js';

/** The place of the last of the events when all are recorded already; else whether `some` or `none` are. */
export type Match = Appended | 'some' | 'none';

/** Recognises events of a stream by their ids, by EventStoreDB's rules. */
export class RecordedIds {
  readonly #at;
  readonly #byId;

  constructor(database: Database) {
    this.#at = prepare<{ id: string; position: number }>(
      database,
      'SELECT id, position FROM events WHERE stream = ? AND revision = ?',
    );
    this.#byId = prepare<Appended>(
      database,
      `SELECT revision, position FROM events INDEXED BY events_by_id WHERE stream = ? AND id = ?
       ORDER BY position DESC LIMIT 1`,
    );
  }

  /** For an exact expected revision: the events must stand in their order from that revision on. */
  from(stream: number, revision: number, events: readonly SerializedEvent[]): Match {
    return matchAll(events, ({ id }, index) => {
      const recorded = this.#at.get(stream, revision + index);
      return recorded?.id === id ? { revision: revision + index, position: recorded.position } : undefined;
    });
  }

  /** For `any` and `stream_exists`: the events must be somewhere in the stream. */
  anywhere(stream: number, events: readonly SerializedEvent[]): Match {
    return matchAll(events, ({ id }) => this.#byId.get(stream, id));
  }
}

/** As EventStoreDB does, the first event decides whether this is a repetition at all. */
function matchAll(
  events: readonly SerializedEvent[],
  find: (event: SerializedEvent, index: number) => Appended | undefined,
): Match {
  let last: Match = 'none';
  for (const [index, event] of events.entries()) {
    const found = find(event, index);
    if (!found) return index === 0 ? 'none' : 'some';
    last = { revision: found.revision, position: found.position };
  }
  return last;
}
