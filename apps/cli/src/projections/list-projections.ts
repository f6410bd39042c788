import { Command } from 'commander';
import type { ProjectionStatus } from '#read-models';
import { readModelsName } from '#settings';
import { openReadSidePorts } from '#wiring';
import type { Context } from '../context.js';
import { count, counted, duration, percent } from '../output/figures.js';
import { jsonLine } from '../output/json.js';
import { printable } from '../output/printable.js';
import { tableOf } from '../output/table.js';
import { using } from '../using.js';
import { survey } from './survey.js';

interface Options {
  readonly json?: true;
}

export function listProjectionsCommand(context: Context): Command {
  return new Command('list')
    .description('How every projection stands.')
    .option('--json', 'one line of JSON')
    .action((options: Options) => list(context, options));
}

async function list({ settings, stdout, stderr }: Context, { json }: Options): Promise<void> {
  const configured = await settings();
  const { isRunning, statuses } = await using(openReadSidePorts(configured), survey);
  stdout.write(json ? jsonLine(statuses) : tableOf(HEAD, statuses.map(rowOf)));
  if (!isRunning) {
    stderr.write(
      `No server is at work on ${readModelsName(configured)}: nothing moves until it is started.\n`,
    );
  }
  for (const { projection, lastError } of statuses) {
    if (lastError) stderr.write(`${projection}, ${lastError.at}: ${printable(lastError.message)}\n`);
  }
}

const HEAD = ['name', 'version', 'state', 'position', 'lag', 'parked', 'progress'];

function rowOf(status: ProjectionStatus): readonly string[] {
  const { projection, version, state, position, parked } = status;
  return [projection, `${version}`, state, `${position}`, lagOf(status), count(parked), progressOf(status)];
}

function lagOf({ lagEvents, lagSeconds }: ProjectionStatus): string {
  if (lagEvents === 0) return 'none';
  return `${counted(lagEvents, 'event')}, ${duration(lagSeconds)}`;
}

function progressOf({ rebuild }: ProjectionStatus): string {
  if (!rebuild) return '';
  const { position, head, eventsPerSecond, etaSeconds } = rebuild;
  const figures = [percent(Number(position), Number(head)), `${count(Math.round(eventsPerSecond))}/s`];
  if (etaSeconds !== undefined) figures.push(`${duration(etaSeconds)} left`);
  return figures.join(', ');
}
