import { DatabaseSync } from '@photostructure/sqlite';
import { join } from 'node:path';
import type { Program, Throughput } from '../harness/program.js';
import { EventTable, openFloorDatabase } from './event-table.js';
import { evolve, type FloorState, initial } from './lifecycle.js';

export interface FloorProjectionParams {
  readonly events: number;
}

type Row = readonly [position: number, stream: string, type: string, data: string];

const BATCH = 1_000;

/** One document a voucher and a counter a status, folded in memory, a thousand events a transaction. */
export const program: Program<FloorProjectionParams, Throughput> = {
  async run({ directory, events }) {
    const log = openFloorDatabase(directory, 'FULL');
    new EventTable(log).fill(events);
    const target = new DatabaseSync(join(directory, 'documents.sqlite'));
    target.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768');
    target.exec(`CREATE TABLE documents (id TEXT PRIMARY KEY, position INTEGER, body TEXT);
      CREATE TABLE counters (status TEXT PRIMARY KEY, amount INTEGER);
      CREATE TABLE checkpoint (position INTEGER)`);
    const read = log.prepare(
      'SELECT position, stream, type, data FROM events WHERE position > ? ORDER BY position LIMIT ?',
    );
    read.setReturnArrays(true);
    const load = target.prepare(
      'SELECT id, body FROM documents WHERE id IN (SELECT value FROM json_each(?))',
    );
    load.setReturnArrays(true);
    const save = target.prepare('INSERT OR REPLACE INTO documents VALUES (?, ?, ?)');
    const count = target.prepare(
      'INSERT INTO counters VALUES (?, ?) ON CONFLICT DO UPDATE SET amount = amount + excluded.amount',
    );
    const checkpoint = target.prepare('UPDATE checkpoint SET position = ?');
    target.exec('INSERT INTO checkpoint VALUES (0)');

    const started = performance.now();
    let position = 0;
    let folded = 0;
    for (;;) {
      const rows = read.all(position, BATCH) as unknown as readonly Row[];
      if (rows.length === 0) break;
      const ids = [...new Set(rows.map(([, stream]) => stream))];
      const stored = load.all(JSON.stringify(ids)) as unknown as readonly (readonly [string, string])[];
      const documents = new Map(stored.map(([id, body]) => [id, JSON.parse(body) as FloorState]));
      const counters = new Map<string, number>();
      const add = (status: string, amount: number) =>
        counters.set(status, (counters.get(status) ?? 0) + amount);
      for (const [at, stream, type, data] of rows) {
        JSON.parse(data);
        const before = documents.get(stream);
        const after = evolve(before ?? initial, type);
        if (before) add(before.status, -1);
        add(after.status, 1);
        documents.set(stream, after);
        position = at;
      }
      target.exec('BEGIN IMMEDIATE');
      for (const [id, document] of documents) save.run(id, position, JSON.stringify(document));
      for (const [status, amount] of counters) count.run(status, amount);
      checkpoint.run(position);
      target.exec('COMMIT');
      folded += rows.length;
    }
    return { perSecond: (folded * 1_000) / (performance.now() - started) };
  },
};
