import { upcastEvent } from '#application';
import { ProjectionRunner, PROJECTIONS } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import { readSettings } from '#settings';
import { openEmbedded } from '#wiring';
import type { Program, Throughput } from '../harness/program.js';

export interface RebuildParams {
  readonly dataDir: string;
}

export interface Rebuilt extends Throughput {
  /** Most MiB that the process had in memory. */
  readonly peakMiB: number;
}

const HOUR = 3_600_000;

/** Builds all read models of a store from its first event on, in a file of their own. */
export const program: Program<RebuildParams, Rebuilt> = {
  async run({ directory, dataDir }) {
    const ports = await openEmbedded(readSettings({ DATA_DIR: dataDir }));
    const { eventStore: events } = ports;
    const store = await openEmbeddedDocumentStore({ directory });
    const projections = Object.values(PROJECTIONS);
    const runner = new ProjectionRunner({ events, store, projections, upcast: upcastEvent });
    const head = await events.headPosition();
    const started = performance.now();
    await runner.start();
    await runner.waitFor(head, HOUR);
    const seconds = (performance.now() - started) / 1_000;
    await runner.stop();
    await store.close();
    await ports.close();
    return { perSecond: Number(head) / seconds, peakMiB: process.resourceUsage().maxRSS / 1_024 };
  },
};
