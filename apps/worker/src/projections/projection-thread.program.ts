import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { CodedError } from '#errors';
import { programmeRunner, type ProjectionRunner } from '#read-models';
import type { Settings } from '#settings';
import { openReadSidePorts } from '#wiring';
import type { FromThread, ThreadFailure, ToThread } from './messages.js';
import { AdvanceMessages } from './advance-messages.js';
import { yieldToCommands } from './yield-to-commands.js';

/*
 * Entry of the projections' thread: a runner on connections of its own, until it is told to stop.
 */

if (parentPort) await run(parentPort, workerData as Settings);

async function run(port: MessagePort, settings: Settings): Promise<void> {
  const tell = (message: FromThread): void => {
    port.postMessage(message);
  };
  yieldToCommands();
  const ports = await openReadSidePorts(settings);
  const { eventLog: events, documentStore: store } = ports;
  const runner = programmeRunner({
    events,
    store,
    listener: new AdvanceMessages(tell),
    onFailure: (failed, error) => {
      tell({ failed, why: toFailure(error) });
    },
  });
  port.on('message', (question: ToThread) => {
    if (question === 'status') void statusOf(runner).then(tell);
    else {
      void runner
        .stop()
        .then(() => ports.close())
        .finally(() => {
          port.close();
        });
    }
  });
  await runner.start();
  tell({ following: true });
}

async function statusOf(runner: ProjectionRunner): Promise<FromThread> {
  try {
    return { status: await runner.status() };
  } catch (error) {
    return { statusFailed: toFailure(error) };
  }
}

function toFailure(error: unknown): ThreadFailure {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  return { message, stack, ...(error instanceof CodedError && { code: error.code }) };
}
