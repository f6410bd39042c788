import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyStream } from '#audit';
import type { NewEvent, RecordedEvent } from '#event-store';
import { ReadModels, type VoucherDocument } from '#read-models';
import { readSettings } from '#settings/environment';
import { isIssued, type Voucher } from '#vouchers';
import { openPorts, type Ports } from '#wiring';
import { StoreNotEmpty } from '../errors.js';
import { planProgramme } from '../plan/plan.js';
import { type DemoReport, fillStore, isEmpty } from './fill-store.js';

const SIZE = { seed: 7, vouchers: 60 };
const NOW = '2014-05-01T12:00:00.000Z';

interface Filled {
  readonly ports: Ports;
  readonly report: DemoReport;
  readonly events: readonly RecordedEvent[];
}

describe('a store filled with the demo', () => {
  const directories: string[] = [];
  const opened: Ports[] = [];
  let filled: Filled;
  const plan = planProgramme({ ...SIZE, until: NOW });

  beforeAll(async () => {
    filled = await fill();
  }, 60_000);
  afterAll(async () => {
    for (const ports of opened) await ports.close();
    for (const directory of directories) await rm(directory, { recursive: true, force: true });
  });

  async function openEmpty(): Promise<Ports> {
    const directory = await mkdtemp(join(tmpdir(), 'second-shot-demo-'));
    directories.push(directory);
    const ports = await openPorts(readSettings({ DATA_DIR: directory, CLOCK_STARTS_AT: NOW }));
    opened.push(ports);
    return ports;
  }

  async function fill(): Promise<Filled> {
    const ports = await openEmpty();
    const report = await fillStore(ports, 'the store', SIZE, () => undefined);
    const { events } = await ports.eventStore.readAll({ limit: 10_000 });
    return { ports, report, events };
  }

  it('answered every command as planned', () => {
    const { recorded, unchanged, refused } = filled.report.outcomes;
    const planned = plan.actions.map(({ expected }) => expected);
    expect(recorded).toBe(planned.filter((outcome) => outcome === 'recorded').length);
    expect(unchanged).toBe(planned.filter((outcome) => outcome === 'unchanged').length);
    expect(Object.values(refused).reduce((sum, times) => sum + times, recorded + unchanged)).toBe(
      planned.length,
    );
  });

  it('shows in its read models what was planned', async () => {
    const { funnel } = filled.report.overview;
    const issued = plan.vouchers.filter(isIssued);
    const entries = issued.flatMap((voucher) => Object.values(voucher.entries));
    expect(funnel).toMatchObject({
      issued: issued.length,
      booked: entries.length,
      paid: entries.filter(({ first }) => first.payment).length,
      taken: entries.filter(({ first }) => first.sitting).length,
      failed: entries.filter(({ first }) => first.sitting?.outcome === 'failed').length,
      retakeTaken: entries.filter(({ retake }) => retake?.sitting).length,
    });
    const readModels = new ReadModels(filled.ports.documentStore);
    const ids = plan.vouchers.flatMap(idOf);
    const documents = await readModels.getMany<VoucherDocument>('vouchers', ids);
    const statuses = plan.vouchers.flatMap((voucher) =>
      idOf(voucher).map((id) => [id, voucher.status, documents.get(id)?.body.voucher.status]),
    );
    for (const [, planned, shown] of statuses) expect(shown).toBe(planned);
    expect(ids).toHaveLength(plan.vouchers.length);
  });

  it('holds whole hash chains, in the order of time, all of it before now', () => {
    const streams = new Set(filled.events.map(({ stream }) => stream));
    expect(streams.size).toBeGreaterThan(SIZE.vouchers);
    for (const name of streams) {
      const events = filled.events.filter(({ stream }) => stream === name);
      expect(verifyStream(events)).toEqual({ verified: true });
    }
    const instants = filled.events.map(recordedAt);
    expect(instants).toEqual(instants.toSorted());
    expect((instants.at(-1) ?? '') < filled.ports.clock.now()).toBe(true);
  });

  it('is the same again for the same seed and the same now, but for what is random by nature', async () => {
    const again = await fill();
    expect(summaries(again.events)).toEqual(summaries(filled.events));
  }, 60_000);

  it('is not filled a second time', async () => {
    const refusal = fillStore(filled.ports, 'the store', SIZE, () => undefined);
    await expect(refusal).rejects.toThrow(StoreNotEmpty);
    const { events } = await filled.ports.eventStore.readAll({ limit: 10_000 });
    expect(events).toHaveLength(filled.events.length);
  });

  it('was empty even where it held what is not of the programme, as a new EventStoreDB does', async () => {
    const { eventStore } = await openEmpty();
    await eventStore.append('elsewhere', [event('Noise')], 'no_stream');
    expect(await isEmpty({ eventStore })).toBe(true);
    await eventStore.append('voucher-x', [event('VoucherRequested')], 'no_stream');
    expect(await isEmpty({ eventStore })).toBe(false);
  });
});

function event(type: string): NewEvent {
  return { id: randomUUID(), type, data: {}, metadata: {} };
}

function idOf(voucher: Voucher): readonly string[] {
  return voucher.status === 'none' ? [] : [voucher.voucherId];
}

/** Without ids, which are made with a secret of the store. Within a round, streams may come in any order. */
function summaries(events: readonly RecordedEvent[]): readonly string[] {
  return events
    .map((event) => {
      const { stream, revision, type } = event;
      return [stream, revision.toString().padStart(3, '0'), type, recordedAt(event)].join(' ');
    })
    .toSorted();
}

function recordedAt({ metadata }: RecordedEvent): string {
  const instant = metadata['recordedAt'];
  if (typeof instant === 'string') return instant;
  throw new TypeError('An event without the instant at which it was recorded.');
}
