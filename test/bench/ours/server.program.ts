import { CommandBus } from '@nestjs/cqrs';
import { openEmbeddedEventReader } from '#event-store/embedded';
import { PROJECTION_NAMES, ReadModels } from '#read-models';
import { readSettings } from '#settings/environment';
import { createLogger } from '#telemetry';
import { type RunningServer, startServer } from '../../../apps/api/src/composition/server.js';
import type { Program, Serving } from '../harness/program.js';
import { ADMIN_KEY } from '../workload/http.js';
import { publishOffer } from './publish-offer.js';

export interface ServerParams {
  /** An existing data directory; without it an empty one. */
  readonly dataDir?: string;
}

/** Milliseconds that the read models of a large store may take to be built. */
const BUILT_WITHIN = 15 * 60_000;

let server: RunningServer | undefined;

/** Api and worker in one process on the embedded stores, as `npm start` runs them, but without a log. */
export const program: Program<ServerParams, Serving> = {
  async run({ directory, dataDir = directory }) {
    const settings = readSettings({ DATA_DIR: dataDir, ADMIN_API_KEY: ADMIN_KEY });
    server = await startServer(settings, createLogger({ level: 'silent' }), new AbortController().signal);
    const { app } = server;
    await publishOffer(app.get(CommandBus, { strict: false }));
    await app
      .get(ReadModels, { strict: false })
      .waitFor(await headOf(dataDir), BUILT_WITHIN, PROJECTION_NAMES);
    await app.listen(0, '127.0.0.1');
    return { origin: await app.getUrl() };
  },
  stop: async () => server?.stop(),
};

async function headOf(directory: string): Promise<bigint> {
  const log = await openEmbeddedEventReader({ directory });
  const head = await log.headPosition();
  await log.close();
  return head;
}
