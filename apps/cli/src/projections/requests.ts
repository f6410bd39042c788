import { setTimeout as delay } from 'node:timers/promises';
import { Operator, programmeRunner, type ProjectionStatus, type OperatorRequest } from '#read-models';
import { readModelsName } from '#settings';
import { openReadSidePorts, type ReadSidePorts } from '#wiring';
import type { Context } from '../context.js';
import { CommandFailed, Interrupted } from '../errors.js';
import { interruptible } from '../interruptible.js';
import { openProgress, type Progress } from '../output/progress.js';
import { using } from '../using.js';

/** Milliseconds between two checks of the requests. */
const LOOK = 200;

/**
 * Asks something of the runners, and resolves when it was done. A runner of this process takes its share meanwhile,
 * or stands by: it does the work where no other is there, or the others end.
 *
 * @param ask answers the ids of the requests
 * @throws Interrupted with what becomes of the requests
 */
export async function carryOut(
  { settings, stderr }: Context,
  ask: (operator: Operator) => Promise<readonly string[]>,
): Promise<readonly OperatorRequest[]> {
  const configured = await settings();
  return using(openReadSidePorts(configured), (ports) =>
    interruptible(async (signal) => {
      const operator = new Operator(ports.documentStore);
      const readModels = readModelsName(configured);
      stderr.write(
        (await operator.isRunnerAlive())
          ? `Asked the server at work on ${readModels}.\n`
          : `No server is at work on ${readModels}: this process does it.\n`,
      );
      const progress = openProgress(stderr);
      try {
        return await withRunner(ports, async () => settled(operator, await ask(operator), progress, signal));
      } catch (error) {
        throw signal.aborted ? await interrupted(operator) : error;
      } finally {
        progress.end();
      }
    }),
  );
}

async function withRunner<Result>(ports: ReadSidePorts, work: () => Promise<Result>): Promise<Result> {
  const runner = programmeRunner({ events: ports.eventLog, store: ports.documentStore });
  await runner.start();
  try {
    return await work();
  } finally {
    await runner.stop();
  }
}

async function settled(
  operator: Operator,
  ids: readonly string[],
  progress: Progress,
  signal: AbortSignal,
): Promise<readonly OperatorRequest[]> {
  const told = new Set<string>();
  for (;;) {
    const requests = await Promise.all(ids.map((id) => known(operator, id)));
    const statuses = new Map((await operator.status()).map((status) => [status.projection, status]));
    for (const request of requests) show(request, statuses.get(request.projection), progress, told);
    if (requests.every(isSettled)) return requests;
    await delay(LOOK, undefined, { signal });
  }
}

const isSettled = ({ status }: OperatorRequest): boolean => status === 'done' || status === 'failed';

async function known(operator: Operator, id: string): Promise<OperatorRequest> {
  const request = await operator.request(id);
  if (request) return request;
  throw new CommandFailed('The read models were deleted meanwhile: send the command again.');
}

function show(
  request: OperatorRequest,
  status: ProjectionStatus | undefined,
  progress: Progress,
  told: Set<string>,
): void {
  const { projection, generation } = request;
  if (!status || generation === undefined) return;
  if (request.status === 'done') {
    const all = Number(status.head);
    progress.show({ name: projection, done: all, total: all });
  } else if (status.rebuild) {
    const { position, head, eventsPerSecond, etaSeconds } = status.rebuild;
    const figures = { perSecond: eventsPerSecond, secondsLeft: etaSeconds };
    progress.show({ name: projection, done: Number(position), total: Number(head), ...figures });
  }
  const { lastError } = status;
  if (status.state !== 'retrying' || !lastError || told.has(lastError.message)) return;
  told.add(lastError.message);
  progress.note(`${projection} is held up, and tries again: ${lastError.message}`);
}

async function interrupted(operator: Operator): Promise<Interrupted> {
  const goesOn = await operator.isRunnerAlive();
  return new Interrupted(
    goesOn
      ? 'Interrupted: the server goes on with it, and `projections list` shows how far it is.'
      : 'Interrupted: it stays begun, and the next start of the server, or the same command, goes on with it.',
  );
}
