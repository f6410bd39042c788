import { Command } from 'commander';
import type { Context } from '../context.js';
import { CommandFailed } from '../errors.js';
import { jsonLine } from '../output/json.js';
import { projectionArgument } from './projection-argument.js';
import { carryOut } from './requests.js';

interface Options {
  readonly json?: true;
}

export function replayCommand(context: Context): Command {
  return new Command('replay')
    .description('Folds what was parked, in order and once; where a whole stream is parked it rebuilds.')
    .addArgument(projectionArgument('<name>'))
    .argument('[documentId]', 'this document alone, as `projections parked` shows it')
    .option('--json', 'one line of JSON')
    .action((name: string, documentId: string | undefined, options: Options) =>
      replay(context, name, documentId, options),
    );
}

async function replay(
  context: Context,
  name: string,
  documentId: string | undefined,
  { json }: Options,
): Promise<void> {
  const requests = await carryOut(context, async (operator) => [await operator.replay(name, documentId)]);
  for (const { projection, status, outcome = '', replayed, stillParked = 0 } of requests) {
    const answer = { projection, status, outcome, replayed, stillParked };
    context.stdout.write(json ? jsonLine(answer) : `${projection}: ${outcome}\n`);
    if (status === 'failed' || stillParked > 0) {
      throw new CommandFailed(
        `Not all could be replayed: \`projections parked ${name}\` says why: mend that first.`,
      );
    }
  }
}
