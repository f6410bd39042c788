import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogVerifier } from '#audit';
import { readSettings } from '#settings';
import { isIssued } from '#vouchers';
import { openEmbedded, type Ports } from '#wiring';
import { planProgramme } from '../plan/plan.js';
import { type DemoReport, fillStore } from './fill-store.js';

const OPTIONS = { seed: 11, vouchers: 120 };

describe('filling a store with the demo', () => {
  let directory: string;
  let ports: Ports;
  let report: DemoReport;
  const told: number[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'second-shot-demo-'));
    ports = await openEmbedded(readSettings({ DATA_DIR: directory, LOG_LEVEL: 'silent' }));
    report = await fillStore(ports, directory, OPTIONS, ({ actions, of }) => told.push(actions / of));
  });
  afterAll(async () => {
    await ports.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('gets from the application and its read models what the plan foresees', () => {
    const { vouchers, actions } = planProgramme({ ...OPTIONS, until: report.until });
    const issued = vouchers.filter(isIssued);
    const retaken = issued.flatMap(({ entries }) =>
      Object.values(entries).filter(({ retake }) => retake?.sitting),
    );
    expect(report.overview.funnel).toMatchObject({ issued: issued.length, retakeTaken: retaken.length });
    const { recorded, unchanged, refused } = report.outcomes;
    const refusals = Object.values(refused).reduce((sum, times) => sum + times, 0);
    expect(recorded + unchanged + refusals).toBe(actions.length);
  });

  it('leaves hash chains that hold, and events in the order of time', async () => {
    const verifier = new LogVerifier();
    const { events } = await ports.eventStore.readAll({ limit: 10_000 });
    for (const event of events) verifier.take(event);
    expect(verifier.broken).toEqual([]);
    const recorded = events.map(({ metadata }) => metadata['recordedAt']);
    expect(recorded).toEqual([...recorded].sort());
  });

  it('tells how far it is', () => {
    expect(told).toEqual([...told].sort());
    expect(told.at(-1)).toBe(1);
  });

  it('fills no store twice', async () => {
    await expect(fillStore(ports, directory, OPTIONS, () => undefined)).rejects.toMatchObject({
      code: 'STORE_NOT_EMPTY',
    });
  });
});
