import { Command } from 'commander';
import { PROJECTION_NAMES } from '#read-models';
import type { Context } from '../context.js';
import { CommandFailed } from '../errors.js';
import { jsonLine } from '../output/json.js';
import { projectionArgument } from './projection-argument.js';
import { carryOut } from './requests.js';

interface Options {
  readonly all?: true;
  readonly json?: true;
}

export function rebuildCommand(context: Context): Command {
  return new Command('rebuild')
    .description('Fills a projection anew from the events, while the present one serves.')
    .addArgument(projectionArgument('[name]'))
    .option('--all', 'every projection')
    .option('--json', 'one line of JSON')
    .addHelpText(
      'after',
      '\nCtrl-C does not stop a rebuild that has begun: the server goes on with it, or the next run of this command.',
    )
    .action((name: string | undefined, options: Options, command: Command) => {
      if ((name === undefined) === (options.all === undefined)) {
        command.error('error: name one projection, or give --all');
      }
      return rebuild(context, name === undefined ? PROJECTION_NAMES : [name], options);
    });
}

async function rebuild(context: Context, names: readonly string[], { json }: Options): Promise<void> {
  const requests = await carryOut(context, (operator) =>
    Promise.all(names.map((name) => operator.rebuild(name))),
  );
  const outcomes = requests.map(({ projection, status, outcome }) => ({ projection, status, outcome }));
  const lines = outcomes.map(({ projection, outcome = '' }) => `${projection}: ${outcome}\n`);
  context.stdout.write(json ? jsonLine(outcomes) : lines.join(''));
  if (requests.some(({ status }) => status === 'failed')) {
    throw new CommandFailed('Not all could be rebuilt: start a server of the same release, and try again.');
  }
}
