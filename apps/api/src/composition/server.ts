import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GuardedKeys, GuessLimiter } from '#access';
import { ApplicationModule, ExpireDueVouchers, TestClock } from '#application';
import {
  eventStoreReady,
  observeCommands,
  personalDataReady,
  projectionsReady,
  promptly,
  readModelsReady,
  whileStarting,
} from '#operations';
import { checkReadModelsAreOf, ReadModels } from '#read-models';
import type { Settings } from '#settings';
import { createMetrics, type Logger } from '#telemetry';
import { type Closable, closeAfterFailure, closeAll, openPorts, type Ports, serveProtocol } from '#wiring';
import { logFailures } from '../../../worker/src/log-failures.js';
import { ProjectionThread } from '../../../worker/src/projections/projection-thread.js';
import { type Worker, workerOf } from '../../../worker/src/worker.js';
import { createApi } from '../api.js';
import type { MovableClock } from '../dependencies.js';

/** The api, with the worker in the same process or without. */
export interface RunningServer {
  readonly app: NestFastifyApplication;
  /** The first admin key, where one was made just now. */
  readonly newAdminKey: string | undefined;
  /** The port on which the event store is served over EventStoreDB's protocol, where it is. */
  readonly protocolPort: number | undefined;
  /** Finishes what was accepted, then closes everything. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Leaves the background work to workers in processes of their own. */
  readonly withoutWorker?: boolean;
  /** What is to be done with the stores before they are served; throws the reason of `asked` when that comes. */
  readonly prepare?: ((ports: Ports, asked: AbortSignal) => Promise<void>) | undefined;
}

/**
 * @param asked ends a start that waits
 * @throws its reason then
 * @throws StorageError and others with one sentence that says what to do
 */
export async function startServer(
  settings: Settings,
  logger: Logger,
  asked: AbortSignal,
  { withoutWorker = false, prepare }: ServerOptions = {},
): Promise<RunningServer> {
  const { port, host } = settings;
  const ports = await whileStarting({ port, host, logger }, (tell) =>
    openPorts(settings, { tell, signal: asked }),
  );
  try {
    await prepare?.(ports, asked);
    return await startOn(ports, settings, logger, withoutWorker);
  } catch (error) {
    await closeAfterFailure([ports]);
    throw error;
  }
}

async function startOn(
  ports: Ports,
  settings: Settings,
  logger: Logger,
  withoutWorker: boolean,
): Promise<RunningServer> {
  const metrics = createMetrics();
  const readModels = new ReadModels(ports.documentStore);
  const keyGuesses = new GuessLimiter({ perClient: settings.keyGuessesPerMinute });
  const guardedKeys = new GuardedKeys(ports.accessKeys, keyGuesses);
  const codeGuesses = new GuessLimiter({ perClient: settings.codeGuessesPerMinute });
  const observer = observeCommands(metrics);
  const application = ApplicationModule.on({ ...ports, readModels, observer, codeGuesses });
  const projections = promptly({ status: async () => (await worker?.status()) ?? [] });
  const checkOrigin = () => checkReadModelsAreOf(ports.eventStore, ports.documentStore);
  const readiness = [
    eventStoreReady(ports.eventStore),
    personalDataReady(ports.vault),
    readModelsReady(readModels, checkOrigin),
    ...(withoutWorker ? [] : [projectionsReady(projections)]),
  ];
  const app: NestFastifyApplication = await createApi(
    {
      application,
      keys: ports.accessKeys,
      guardedKeys,
      clock: ports.clock,
      readiness,
      metrics,
      projections,
      logger,
      testClock: testClockOf(ports, readModels, () => app),
    },
    settings,
  );
  const worker = withoutWorker ? undefined : workerBeside(app, settings, readModels, logger);
  let protocol: Awaited<ReturnType<typeof serveProtocol>>;
  // The app first: what it has accepted may still wait for the projections.
  const served = (): readonly (Closable | undefined)[] => [app, protocol, worker];
  try {
    protocol = await serveProtocol({ ...ports, guardedKeys }, settings, (error) => {
      logger.error({ err: error }, "A call by EventStoreDB's protocol failed.");
    });
    await worker?.start();
  } catch (error) {
    await closeAfterFailure(served());
    throw error;
  }
  return {
    app,
    protocolPort: protocol?.port,
    newAdminKey: ports.newAdminKey,
    stop: () => closeAll([...served(), ports]),
  };
}

/** The worker of the same process; its projections have a thread of their own. */
function workerBeside(
  app: NestFastifyApplication,
  settings: Settings,
  readModels: ReadModels,
  logger: Logger,
): Worker {
  const projecting = new ProjectionThread(settings, readModels, logFailures(logger));
  return workerOf(app, { projecting, logger });
}

/** The clock that a client may move, where it is a simulated one. */
function testClockOf(
  { simulatedClock, eventStore }: Ports,
  readModels: ReadModels,
  app: () => NestFastifyApplication,
): MovableClock | undefined {
  if (simulatedClock === undefined) return undefined;
  const deadlines = () => app().get(ExpireDueVouchers, { strict: false });
  return {
    moveTo: (instant) => new TestClock(simulatedClock, deadlines(), eventStore, readModels).moveTo(instant),
  };
}
