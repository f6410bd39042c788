import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';
import { join } from 'node:path';
import { COMMANDS, decide, evolve, initial } from './lifecycle.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL
  );
  CREATE UNIQUE INDEX IF NOT EXISTS by_stream ON events (stream, revision);`;

/** Opens a database as durable as the embedded store. */
export function openFloorDatabase(directory: string, synchronous: 'FULL' | 'NORMAL'): DatabaseSyncInstance {
  const database = new DatabaseSync(join(directory, `floor-${synchronous}.sqlite`));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`);
  database.exec('PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000');
  return database;
}

/** Events in one table, written and read with the least that does the job. */
export class EventTable {
  readonly #read: StatementSyncInstance;
  readonly #insert: StatementSyncInstance;
  #position = 0;

  constructor(private readonly database: DatabaseSyncInstance) {
    database.exec(SCHEMA);
    this.#read = database.prepare('SELECT type, data FROM events WHERE stream = ? ORDER BY revision');
    this.#read.setReturnArrays(true);
    this.#insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)');
  }

  transaction(work: () => void): void {
    this.database.exec('BEGIN IMMEDIATE');
    work();
    this.database.exec('COMMIT');
  }

  /** Reads the voucher's stream, parses it, decides and inserts. */
  execute(voucher: string, command: number): void {
    const rows = this.#read.all(voucher) as unknown as readonly (readonly [string, string])[];
    let state = initial;
    for (const [type, data] of rows) {
      JSON.parse(data);
      state = evolve(state, type);
    }
    const { type, data, metadata } = decide(state, command, voucher);
    this.#position += 1;
    this.#insert.run(
      this.#position,
      voucher,
      rows.length,
      type,
      JSON.stringify(data),
      JSON.stringify(metadata),
    );
  }

  /** Whole lives of vouchers, side by side. */
  fill(events: number): void {
    for (let written = 0; written < events; written += 64 * COMMANDS) {
      this.transaction(() => {
        for (let command = 0; command < COMMANDS; command += 1) {
          for (let voucher = 0; voucher < 64; voucher += 1)
            this.execute(`voucher-${written}-${voucher}`, command);
        }
      });
    }
  }
}
