import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { EventReader, EventStore, RecordedEvent } from '#event-store';
import { openEmbeddedEventReader } from '#event-store/embedded';
import { openEventStoreDb } from '#event-store/eventstoredb';
import { ProtocolProcess } from '../../../../libs/event-store/src/eventstoredb/specs/protocol-process.js';
import { runCli, startCli } from '../testing/run-cli.js';

const noted = (id: string) => ({ id, type: 'Noted', data: {}, metadata: {} });

describe('copying the events to EventStoreDB', () => {
  let dataDir: string;
  let originals: readonly object[];
  let server: ProtocolProcess;
  let target: EventStore;
  const copy = () =>
    runCli(dataDir, ['copy-events', '--json'], { EVENTSTOREDB_URL: server.connectionString });

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'second-shot-copy-'));
    expect(
      await runCli(dataDir, ['demo', '--vouchers', '100'], { EVENTSTOREDB_URL: '', MONGODB_URL: '' }),
    ).toMatchObject({ code: 0 });
    const source = await openEmbeddedEventReader({ directory: dataDir });
    originals = await eventsOf(source);
    await source.close();
  }, 60_000);
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  beforeEach(async () => {
    server = await ProtocolProcess.start();
    target = openEventStoreDb({ connectionString: server.connectionString });
  });
  const restartServer = async () => {
    await target.close();
    await server.kill();
    await server.start();
    target = openEventStoreDb({ connectionString: server.connectionString });
  };
  afterEach(async () => {
    await target.close();
    await server.remove();
  });

  it('keeps ids, order, revisions and hash chains, killed in the middle and run again', async () => {
    const killed = startCli(dataDir, ['copy-events'], { EVENTSTOREDB_URL: server.connectionString });
    const ended = once(killed, 'close');
    await arrivals(target, originals.length / 4);
    killed.kill('SIGKILL');
    await ended;
    // What the killed one had sent and the server was still to write would count too.
    await restartServer();
    const before = (await eventsOf(target)).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(originals.length);
    const again = await copy();
    expect(again).toMatchObject({ code: 0 });
    const counts = { verified: true, events: originals.length };
    expect(JSON.parse(again.stdout)).toMatchObject({ ...counts, before, others: 0 });
    expect(await eventsOf(target)).toEqual(originals);
    expect(JSON.parse((await copy()).stdout)).toMatchObject({ ...counts, before: originals.length });
    expect(await eventsOf(target)).toEqual(originals);
  }, 60_000);

  it('writes nothing to a target that holds other events of the programme', async () => {
    await target.append(`voucher-${randomUUID()}`, [noted(randomUUID())], 'no_stream');
    const head = await target.headPosition();
    const refused = await copy();
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('holds an event of the programme that is not the source');
    expect(await target.headPosition()).toBe(head);
  }, 60_000);

  it('leaves the streams of other clients of the target alone', async () => {
    await target.append('notes', [noted(randomUUID())], 'no_stream');
    expect(await copy()).toMatchObject({ code: 0 });
    expect(await eventsOf(target)).toHaveLength(originals.length + 1);
    const verified = await runCli(dataDir, ['verify', '--json'], {
      EVENTSTOREDB_URL: server.connectionString,
    });
    expect(JSON.parse(verified.stdout)).toMatchObject({ verified: true, events: originals.length });
  }, 60_000);

  it('says that a target has to be named', async () => {
    const refused = await runCli(dataDir, ['copy-events'], { EVENTSTOREDB_URL: '' });
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain('EVENTSTOREDB_URL must be set');
  });
});

/** Resolves when so many events have come. */
async function arrivals(target: EventStore, count: number): Promise<void> {
  let come = 0;
  for await (const { events } of target.subscribeToAll()) {
    come += events.length;
    if (come >= count) return;
  }
}

async function eventsOf(reader: EventReader): Promise<readonly object[]> {
  const events: RecordedEvent[] = [];
  for (let after = 0n; ;) {
    const page = await reader.readAll({ after, limit: 5_000 });
    events.push(...page.events);
    if (page.end) break;
    after = page.position;
  }
  return events.map(({ stream, revision, id, type, data, metadata }) => {
    return { stream, revision, id, type, data, metadata };
  });
}
