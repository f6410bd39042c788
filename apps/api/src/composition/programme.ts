import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GuessLimiter } from '#access';
import { ApplicationModule, DestroyErasedKeys, ExpireDueVouchers, TestClock } from '#application';
import { ReadModels } from '#read-models';
import type { Settings } from '#settings';
import { createMetrics, type Logger } from '#telemetry';
import { openEmbedded, type Ports, serveProtocol } from '#wiring';
import { Worker } from '../../../worker/src/worker.js';
import { createApi } from '../api.js';
import { observeCommands } from './observe-commands.js';
import { eventStoreReady, observeProjections, projectionsReady } from './observe-projections.js';

/** Api and worker together on the embedded stores. */
export interface Programme {
  readonly app: NestFastifyApplication;
  /** The first admin key, where one was made just now. */
  readonly newAdminKey: string | undefined;
  /** The port on which the event store is served over EventStoreDB's protocol, where it is. */
  readonly protocolPort: number | undefined;
  /** Finishes what was accepted, then closes everything. */
  stop(): Promise<void>;
}

/**
 * @param prepare what is to be done with the stores before they are served
 * @throws StorageError and others with one sentence that says what to do
 */
export async function startProgramme(
  settings: Settings,
  logger: Logger,
  prepare: (ports: Ports) => Promise<void> = () => Promise.resolve(),
): Promise<Programme> {
  const ports = await openEmbedded(settings);
  try {
    await prepare(ports);
    return await startOn(ports, settings, logger);
  } catch (error) {
    await ports.close();
    throw error;
  }
}

async function startOn(ports: Ports, settings: Settings, logger: Logger): Promise<Programme> {
  const { eventStore, documentStore, clock, simulatedClock } = ports;
  const metrics = createMetrics();
  const readModels = new ReadModels(documentStore);
  const codeGuesses = new GuessLimiter({ perClient: settings.codeGuessesPerMinute });
  const observer = observeCommands(metrics);
  const application = ApplicationModule.on({ ...ports, readModels, observer, codeGuesses });
  const testClock = simulatedClock && {
    moveTo: (instant: string) =>
      new TestClock(
        simulatedClock,
        app.get(ExpireDueVouchers, { strict: false }),
        eventStore,
        readModels,
      ).moveTo(instant),
  };
  const projections = { status: () => worker.status() };
  const app: NestFastifyApplication = await createApi(
    {
      application,
      keys: ports.accessKeys,
      clock,
      readiness: [eventStoreReady(eventStore), projectionsReady(projections)],
      metrics,
      logger,
      ...(testClock && { testClock }),
    },
    settings,
  );
  const worker = new Worker({
    eventStore,
    documentStore,
    readModels,
    deadlines: app.get(ExpireDueVouchers, { strict: false }),
    erasures: app.get(DestroyErasedKeys, { strict: false }),
    logger,
  });
  observeProjections(metrics, projections);
  const protocol = await serveProtocol(ports, settings, (error) => {
    logger.error({ err: error }, "A call by EventStoreDB's protocol failed.");
  });
  await worker.start();
  return {
    app,
    protocolPort: protocol?.port,
    newAdminKey: ports.newAdminKey,
    stop: async () => {
      await app.close();
      await protocol?.close();
      await worker.stop();
      await ports.close();
    },
  };
}
