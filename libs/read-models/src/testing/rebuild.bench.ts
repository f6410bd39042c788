/**
 * Events a second of a rebuild, beside the least work that does the job:
 * `node dist/libs/read-models/src/testing/rebuild.bench.js [events] [projections]`
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { EventStore, NewEvent } from '#event-store';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { openEmbeddedDocumentStore } from '../embedded/index.js';
import type { Projection } from '../projection.js';
import { ProjectionRunner } from '../runner/runner.js';
import { temporaryDirectory } from './temporary-directory.js';

const PER_VOUCHER = 8;
const STATES = ['requested', 'issued', 'booked', 'paid', 'taken', 'failed', 'booked', 'passed'];

interface Voucher {
  readonly state: string;
  readonly exam: string;
  readonly updatedAt: string;
  readonly history: readonly string[];
}

function voucherEvent(index: number): NewEvent {
  const data = {
    state: STATES[index % PER_VOUCHER] ?? '',
    exam: `070-${480 + (index % 40)}`,
    at: new Date(1_400_000_000_000 + index * 60_000).toISOString(),
    filler: 'x'.repeat(240),
  };
  return { id: randomUUID(), type: 'VoucherChanged', data, metadata: { actor: 'y'.repeat(80) } };
}

function evolve(body: Voucher | undefined, data: NewEvent['data']): Voucher {
  const state = data['state'] as string;
  const at = data['at'] as string;
  return {
    state,
    exam: data['exam'] as string,
    updatedAt: at,
    history: [...(body?.history ?? []), `${state} ${at}`],
  };
}

function vouchers(name: string): Projection<Voucher> {
  return {
    name,
    version: 1,
    filter: { streamPrefixes: ['voucher-'] },
    indexes: ['state', 'exam', 'updatedAt'],
    keys: ({ stream }) => [stream],
    evolve: (body, { data }) => evolve(body, data),
    tallies: [{ name: 'by-state', count: ({ state }) => ({ [state]: { vouchers: 1 } }) }],
  };
}

async function fill(store: EventStore, events: number): Promise<void> {
  for (let start = 0; start < events;) {
    const appends: Promise<unknown>[] = [];
    for (; appends.length < 500 && start < events; start += PER_VOUCHER) {
      const batch = Array.from({ length: PER_VOUCHER }, (_, index) => voucherEvent(start + index));
      appends.push(store.append(`voucher-${randomUUID()}`, batch, 'no_stream'));
    }
    await Promise.all(appends);
  }
}

async function ours(directory: string, store: EventStore, projections: number) {
  const documents = await openEmbeddedDocumentStore({ directory });
  const names = Array.from(
    { length: projections },
    (_, index) => `vouchers-${String.fromCharCode(97 + index)}`,
  );
  const runner = new ProjectionRunner({ events: store, store: documents, projections: names.map(vouchers) });
  const head = await store.headPosition();
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const began = performance.now();
  await runner.start();
  await runner.waitFor(head, 600_000);
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(watch);
  await runner.stop();
  await documents.close();
  return { eventsPerSecond: Number(head) / seconds, longestTurn: longest };
}

/** Reads 1,000 events, folds them in memory, and writes each voucher, the counters and the checkpoint once. */
function floor(directory: string, events: number): number {
  const database = new DatabaseSync(join(directory, 'floor.sqlite'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE log (position INTEGER PRIMARY KEY, stream TEXT, type TEXT, data TEXT, metadata TEXT);
    CREATE TABLE documents (id TEXT PRIMARY KEY, body TEXT); CREATE TABLE counters (state TEXT PRIMARY KEY, n INTEGER);
    CREATE TABLE checkpoint (id INTEGER PRIMARY KEY, position INTEGER)`);
  const add = database.prepare('INSERT INTO log VALUES (?, ?, ?, ?, ?)');
  database.exec('BEGIN');
  let stream = '';
  for (let index = 0; index < events; index += 1) {
    if (index % PER_VOUCHER === 0) stream = `voucher-${randomUUID()}`;
    const { type, data, metadata } = voucherEvent(index);
    add.run(index + 1, stream, type, JSON.stringify(data), JSON.stringify(metadata));
  }
  database.exec('COMMIT');
  const read = database.prepare('SELECT * FROM log WHERE position > ? ORDER BY position LIMIT 1000');
  const load = database.prepare('SELECT body FROM documents WHERE id = ?');
  const save = database.prepare(
    'INSERT INTO documents VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
  );
  const count = database.prepare(
    'INSERT INTO counters VALUES (?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n',
  );
  const mark = database.prepare(
    'INSERT INTO checkpoint VALUES (1, ?) ON CONFLICT DO UPDATE SET position = excluded.position',
  );
  const began = performance.now();
  for (let position = 0; position < events;) {
    const rows = read.all(position) as { position: number; stream: string; data: string; metadata: string }[];
    const bodies = new Map<string, Voucher>();
    const counters = new Map<string, number>();
    for (const row of rows) {
      JSON.parse(row.metadata);
      const stored = bodies.get(row.stream) ?? parsed(load.get(row.stream));
      const next = evolve(stored, JSON.parse(row.data) as NewEvent['data']);
      if (stored) counters.set(stored.state, (counters.get(stored.state) ?? 0) - 1);
      counters.set(next.state, (counters.get(next.state) ?? 0) + 1);
      bodies.set(row.stream, next);
      ({ position } = row);
    }
    database.exec('BEGIN');
    for (const [id, body] of bodies) save.run(id, JSON.stringify(body));
    for (const [state, n] of counters) count.run(state, n);
    mark.run(position);
    database.exec('COMMIT');
  }
  const seconds = (performance.now() - began) / 1_000;
  database.close();
  return events / seconds;
}

function parsed(row: unknown): Voucher | undefined {
  return row === undefined ? undefined : (JSON.parse((row as { body: string }).body) as Voucher);
}

const [events = 200_000, projections = 1] = process.argv.slice(2).map(Number);
const directory = await temporaryDirectory();
const store = await openEmbeddedEventStore({ directory: directory.path });
await fill(store, events);
const base = floor(directory.path, events);
const { eventsPerSecond, longestTurn } = await ours(directory.path, store, projections);
await store.close();
await directory.remove();
console.log({
  events,
  projections,
  floor: Math.round(base),
  ours: Math.round(eventsPerSecond),
  ratio: Number((eventsPerSecond / base).toFixed(2)),
  longestTurnMs: Math.round(longestTurn),
  peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1_024),
});
