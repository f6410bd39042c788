import { prepare, type Database, type Statement } from './statement.js';
import { StorageError, toData, type StorageErrorCode } from './storage-error.js';
import { translateSqliteError } from './translate-error.js';
import type { FromWriter, Outcome } from './writer-messages.js';
import { Refusal, type PreparedProgram } from './writer-program.js';

/** Failures of the file itself: nothing that shares the transaction can be kept. */
const OF_THE_FILE: ReadonlySet<StorageErrorCode> = new Set<StorageErrorCode>([
  'STORAGE_FULL',
  'STORAGE_IO',
  'STORAGE_BUSY',
  'STORAGE_UNWRITABLE',
  'FILE_CORRUPT',
]);

/**
 * Runs requests together in one transaction, and each of them as if it were alone. One that is refused has written
 * nothing. Hardly ever does one fail, so they are first run without a savepoint round each; when one fails, they are
 * all undone and run again with one.
 */
export class Transactions {
  readonly #begin: Statement<never>;
  readonly #commit: Statement<never>;
  readonly #save: Statement<never>;
  readonly #release: Statement<never>;
  readonly #undo: Statement<never>;

  constructor(
    private readonly database: Database,
    private readonly file: string,
    private readonly program: PreparedProgram<unknown, unknown>,
  ) {
    this.#begin = prepare(database, 'BEGIN IMMEDIATE');
    this.#commit = prepare(database, 'COMMIT');
    this.#save = prepare(database, 'SAVEPOINT request');
    this.#release = prepare(database, 'RELEASE request');
    this.#undo = prepare(database, 'ROLLBACK TO request');
  }

  run(requests: readonly unknown[]): FromWriter {
    let committing = false;
    try {
      this.#begin.run();
      const outcomes = this.#applyTogether(requests) ?? requests.map((request) => this.#applyAlone(request));
      committing = true;
      this.#commit.run();
      return { outcomes: this.#afterCommit(requests, outcomes) };
    } catch (error) {
      const failure = translateSqliteError(error, this.file);
      const failed = committing && failure.code === 'STORAGE_IO' ? outcomeUnknown(failure) : failure;
      this.#rollback();
      return { failed: toData(failed), count: requests.length };
    }
  }

  /** `undefined`, and nothing done, when one of them failed. */
  #applyTogether(requests: readonly unknown[]): readonly Outcome[] | undefined {
    try {
      return requests.map((request) => this.#apply(request));
    } catch {
      this.#rollback();
      this.#begin.run();
      return undefined;
    }
  }

  #apply(request: unknown): Outcome {
    try {
      return { result: this.program.apply(request) };
    } catch (error) {
      if (error instanceof Refusal) return { refusal: error.reason };
      throw error;
    }
  }

  #afterCommit(requests: readonly unknown[], outcomes: readonly Outcome[]): readonly Outcome[] {
    const { program } = this;
    if (!program.afterCommit) return outcomes;
    return outcomes.map((outcome, index) => {
      if (!('result' in outcome)) return outcome;
      try {
        return { result: program.afterCommit?.(requests[index], outcome.result) };
      } catch (error) {
        return { error: toData(translateSqliteError(error, this.file)) };
      }
    });
  }

  #applyAlone(request: unknown): Outcome {
    this.#save.run();
    try {
      const outcome = this.#apply(request);
      this.#release.run();
      return outcome;
    } catch (error) {
      if (!this.database.isTransaction) throw error;
      const outcome = { error: this.#ofRequest(error) };
      this.#undo.run();
      this.#release.run();
      this.program.forget?.();
      return outcome;
    }
  }

  #ofRequest(error: unknown) {
    const failure = translateSqliteError(error, this.file);
    if (OF_THE_FILE.has(failure.code)) throw failure;
    const why = error instanceof Error ? error.message : String(error);
    return toData(
      new StorageError('REQUEST_FAILED', this.file, `A write to ${this.file} failed and was undone: ${why}`),
    );
  }

  #rollback(): void {
    try {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
    } finally {
      this.program.forget?.();
    }
  }
}

/** A COMMIT that could not be synced may still be found complete after a crash. */
function outcomeUnknown(failure: StorageError): StorageError {
  return new StorageError(
    'OUTCOME_UNKNOWN',
    failure.file,
    `${failure.message} What was being written may or may not be there.`,
  );
}
