import { prepare, type Database } from '#sqlite';

/** Beyond every revision: what `truncateBefore` is when nothing of the stream is to be seen. */
export const REMOVED = Number.MAX_SAFE_INTEGER;
/** Where the tombstone of a stream stands, so that nothing comes after it. */
export const TOMBSTONE_REVISION = Number.MAX_SAFE_INTEGER - 1;

/** What of a stream may be seen. A stream without metadata has none of these. */
export interface StreamLimits {
  /** The first revision that can be seen; `REMOVED` when the stream was deleted. */
  readonly truncateBefore: number;
  /** How many events at the end can be seen. */
  readonly maxCount: number | null;
  /** Seconds for which an event can be seen. */
  readonly maxAge: number | null;
  /** 1 when the stream is closed for ever. */
  readonly tombstone: number;
}

/** The limits of streams as the database has them. */
export class StreamLimitsTable {
  readonly #find;
  readonly #put;
  readonly #some;
  #isEmpty: boolean | undefined;

  constructor(database: Database) {
    this.#find = prepare<StreamLimits>(
      database,
      `SELECT truncate_before AS truncateBefore, max_count AS maxCount, max_age AS maxAge, tombstone
       FROM stream_limits WHERE stream = ?`,
    );
    this.#put = prepare(database, 'INSERT OR REPLACE INTO stream_limits VALUES (?, ?, ?, ?, ?)');
    this.#some = prepare<{ stream: string }>(database, 'SELECT stream FROM stream_limits LIMIT 1');
  }

  /** Costs next to nothing in a store in which no stream has limits. */
  find(stream: string): StreamLimits | undefined {
    this.#isEmpty ??= this.#some.get() === undefined;
    return this.#isEmpty ? undefined : this.#find.get(stream);
  }

  put(stream: string, { truncateBefore, maxCount, maxAge, tombstone }: StreamLimits): void {
    this.#isEmpty = false;
    this.#put.run(stream, truncateBefore, maxCount, maxAge, tombstone);
  }

  forget(): void {
    this.#isEmpty = undefined;
  }
}
