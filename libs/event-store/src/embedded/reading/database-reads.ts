import { prepare, translateSqliteError, type Database, type Statement } from '#sqlite';
import { StoreUnavailable } from '../../port/index.js';

/** Reads from the store's file, with the errors of the port. */
export class DatabaseReads {
  readonly #head: Statement<{ position: number | null }>;

  constructor(
    private readonly database: Database,
    private readonly file: string,
  ) {
    this.#head = prepare(database, 'SELECT max(position) AS position FROM events');
  }

  /** Position of the last event, 0 when there is none. */
  headNumber(): number {
    return this.run(() => this.#head.get())?.position ?? 0;
  }

  /** @throws StoreUnavailable when the file is closed or cannot be read */
  run<T>(read: () => T): T {
    if (!this.database.isOpen) throw new StoreUnavailable(`${this.file} has been closed.`);
    try {
      return read();
    } catch (error) {
      throw new StoreUnavailable(translateSqliteError(error, this.file).message, { cause: error });
    }
  }

  /** @throws StoreUnavailable when what was read is not what the store writes */
  decode<T>(decode: () => T): T {
    try {
      return decode();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new StoreUnavailable(
        `${this.file} is damaged (${why}): move it away and restore it from a backup.`,
        { cause: error },
      );
    }
  }
}
