import type { Database } from './statement.js';

/**
 * What a group-commit writer does with its database. A program is a module of its own, because the writer's thread
 * imports it by URL: it exports `program`.
 */
export interface WriterProgram<Request, Result> {
  /** Called once on the writer's thread, with its own open connection: the place to prepare statements. */
  prepare(database: Database): PreparedProgram<Request, Result>;
}

/** Requests, results and refusals are structured-cloned between threads: plain values, small ones. */
export interface PreparedProgram<Request, Result> {
  /**
   * Does one request, synchronously, inside a transaction that others share. A `Refusal`, thrown before anything is
   * written, is answered to its caller as such. Any other error undoes this request alone, and is answered as
   * `REQUEST_FAILED`. It may be called again with a request that was undone.
   */
  apply(request: Request): Result;
  /**
   * Called for each request that was carried out, once its transaction is committed, and answers what its caller gets:
   * for what SQLite does only outside of a transaction. What it throws is answered to that caller; the transaction
   * stands. It holds up the requests behind it, so it must not wait.
   */
  afterCommit?(request: Request, result: Result): Result;
  /** Called after a request or a whole transaction was undone: whatever was remembered of the database may be wrong. */
  forget?(): void;
}

/** How a program says no to a request of which it has written nothing: `reason` reaches the caller. */
export class Refusal extends Error {
  constructor(readonly reason: unknown) {
    super('The request was refused.');
  }
}
