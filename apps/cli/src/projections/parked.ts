import { Command } from 'commander';
import { Operator, type Parked } from '#read-models';
import { openReadSidePorts } from '#wiring';
import type { Context } from '../context.js';
import { jsonLine } from '../output/json.js';
import { tableOf } from '../output/table.js';
import { using } from '../using.js';
import { projectionArgument } from './projection-argument.js';

interface Options {
  readonly json?: true;
}

export function parkedCommand(context: Context): Command {
  return new Command('parked')
    .description('What was set aside because an event could not be folded; `replay` takes it up again.')
    .addArgument(projectionArgument('[name]'))
    .option('--json', 'one line of JSON')
    .action((name: string | undefined, options: Options) => parked(context, name, options));
}

async function parked(
  { settings, stdout, stderr }: Context,
  name: string | undefined,
  { json }: Options,
): Promise<void> {
  const found = await using(openReadSidePorts(await settings()), ({ documentStore }) =>
    new Operator(documentStore).parked(name),
  );
  if (json) stdout.write(jsonLine(found));
  else if (found.length > 0) stdout.write(tableOf(HEAD, found.map(rowOf)));
  else stderr.write('Nothing is parked.\n');
}

const HEAD = ['projection', 'kind', 'id', 'event', 'position', 'since', 'why'];

function rowOf({ projection, kind, id, eventType, position, at, message }: Parked): readonly string[] {
  return [projection, kind, id, eventType, position, at, message];
}
