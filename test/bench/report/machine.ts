import { DatabaseSync } from '@photostructure/sqlite';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What the figures were taken on, in a line. */
export function describeMachine(): string {
  const database = new DatabaseSync(':memory:');
  const sqlite = database.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  database.close();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  return `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory} GiB, Node.js ${process.versions.node}, SQLite ${sqlite.version}; load before the run ${load}`;
}
