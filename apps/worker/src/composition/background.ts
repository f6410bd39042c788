import { type DynamicModule, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApplicationModule, UNCOUNTED } from '#application';
import { createServer } from '#http';
import {
  eventStoreReady,
  observeCommands,
  OperationsModule,
  personalDataReady,
  projectionsReady,
  promptly,
  readModelsReady,
  whileStarting,
} from '#operations';
import { checkReadModelsAreOf, programmeRunner, ReadModels } from '#read-models';
import type { Settings } from '#settings';
import { createMetrics, type Logger } from '#telemetry';
import { closeAfterFailure, closeAll, openWorkerPorts, type WorkerPorts } from '#wiring';
import { logFailures } from '../log-failures.js';
import { workerOf } from '../worker.js';

/** What a worker runs, and what it answers over HTTP. */
@Module({})
class WorkerModule {}

/** A worker in a process of its own. */
export interface Background {
  readonly app: NestFastifyApplication;
  /** Finishes what is under way, then closes everything. */
  stop(): Promise<void>;
}

/**
 * @param asked ends a start that waits
 * @throws its reason then
 * @throws StorageError and others with one sentence that says what to do
 */
export async function startBackground(
  settings: Settings,
  logger: Logger,
  asked: AbortSignal,
): Promise<Background> {
  const { workerPort: port, host } = settings;
  const ports = await whileStarting({ port, host, logger }, (tell) =>
    openWorkerPorts(settings, { tell, signal: asked }),
  );
  try {
    return await startOn(ports, logger);
  } catch (error) {
    await closeAfterFailure([ports]);
    throw error;
  }
}

async function startOn(ports: WorkerPorts, logger: Logger): Promise<Background> {
  const { eventStore: events, documentStore: store } = ports;
  const metrics = createMetrics();
  const readModels = new ReadModels(store);
  const observer = observeCommands(metrics);
  const application = ApplicationModule.on({ ...ports, readModels, observer, codeGuesses: UNCOUNTED });
  const projections = promptly({ status: () => worker.status() });
  const readiness = [
    eventStoreReady(events),
    personalDataReady(ports.vault),
    readModelsReady(readModels, () => checkReadModelsAreOf(events, store)),
    projectionsReady(projections),
  ];
  const operations = OperationsModule.with({ readiness, metrics, projections });
  const module: DynamicModule = { module: WorkerModule, imports: [application, operations] };
  const app: NestFastifyApplication = await createServer(module, { trustProxy: false, logger });
  const projecting = programmeRunner({
    events,
    store,
    listener: readModels,
    onFailure: logFailures(logger),
  });
  const worker = workerOf(app, { projecting, logger });
  try {
    await worker.start();
  } catch (error) {
    await closeAfterFailure([app, worker]);
    throw error;
  }
  return { app, stop: () => closeAll([app, worker, ports]) };
}
