import type { DatabaseKind } from '../database-kind.js';
import { prepare } from '../statement.js';
import { Refusal, type WriterProgram } from '../writer-program.js';

export const NOTES: DatabaseKind = {
  name: 'notebook',
  applicationId: 0x6e6f7465,
  migrations: [`CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL CHECK (body <> '')) STRICT`],
};

export interface NoteRequest {
  readonly note?: string;
  /** The note is not written. */
  readonly refuse?: boolean;
  /** What happens after the note was written. */
  readonly then?: 'throw' | 'crash';
  /** What happens once the note is committed. */
  readonly afterwards?: 'empty the log' | 'throw';
  /** Sets the second element to 1, then blocks the writer until the first one is not 0. */
  readonly until?: Int32Array;
  /** Size limit of the database in pages: the way to a full disk that is always at hand. */
  readonly maxPages?: number;
}

export interface NoteResult {
  readonly notes: number;
  /** Requests of one batch have the same number. */
  readonly batch: number;
  /** How many requests were applied by then, those included that were applied again. */
  readonly applied: number;
  readonly logIsEmpty?: boolean;
}

/** The smallest program that shows everything a writer does: it keeps notes. */
export const program: WriterProgram<NoteRequest, NoteResult> = {
  prepare(database) {
    const insert = prepare(database, 'INSERT INTO notes (body) VALUES (?)');
    const count = prepare<{ notes: number }>(database, 'SELECT count(*) AS notes FROM notes');
    const emptyLog = prepare<{ busy: number }>(database, 'PRAGMA wal_checkpoint(TRUNCATE)');
    let batch = 0;
    let applied = 0;
    let inBatch = false;
    const nextBatch = () => {
      inBatch = true;
      queueMicrotask(() => {
        inBatch = false;
      });
      return (batch += 1);
    };
    return {
      apply({ note, refuse, then, until, maxPages }) {
        if (!inBatch) nextBatch();
        applied += 1;
        if (refuse) throw new Refusal(note);
        if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${maxPages}`);
        if (note !== undefined) insert.run(note);
        if (until) {
          Atomics.store(until, 1, 1);
          Atomics.wait(until, 0, 0);
        }
        if (then === 'throw') throw new TypeError('a mistake of the program');
        if (then === 'crash') process.exit(1);
        return { notes: count.get()?.notes ?? 0, batch, applied };
      },
      afterCommit({ afterwards }, result) {
        if (afterwards === 'throw') throw new TypeError('a mistake of the program');
        if (afterwards === undefined) return result;
        return { ...result, logIsEmpty: emptyLog.get()?.busy === 0 };
      },
    };
  },
};
