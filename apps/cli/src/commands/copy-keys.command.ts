import { Command } from 'commander';
import { copyKeys, type CopiedKeys } from '#personal-data';
import { openKeyMovePorts } from '#wiring';
import type { Context } from '../context.js';
import { Interrupted } from '../errors.js';
import { interruptible } from '../interruptible.js';
import { count, counted } from '../output/figures.js';
import { jsonLine } from '../output/json.js';
import { using } from '../using.js';

interface Options {
  readonly json?: true;
}

export function copyKeysCommand(context: Context): Command {
  return new Command('copy-keys')
    .option('--json', 'one line of JSON')
    .addHelpText(
      'after',
      '\nFrom DATA_DIR to PERSONAL_DATA_MONGODB_URL, wrapped as they are: the master key stays the same. ' +
        'If it is interrupted, run it again, and it goes on. Run it with the server stopped, and then destroy keys.sqlite and its backups.',
    )
    .action((options: Options) => run(context, options));
}

async function run({ settings, stdout }: Context, { json }: Options): Promise<void> {
  const copied = await using(openKeyMovePorts(await settings()), ({ source, target }) =>
    interruptible((signal) =>
      copyKeys(source, target, (keys) => {
        if (signal.aborted) throw interrupted(keys);
      }),
    ),
  );
  stdout.write(json ? jsonLine(copied) : textOf(copied));
}

function textOf({ keys, destroyed }: CopiedKeys): string {
  return `Copied: ${counted(keys, 'key')}, ${count(destroyed)} of them destroyed.\n`;
}

function interrupted(keys: number): Interrupted {
  return new Interrupted(`Interrupted after ${counted(keys, 'key')}: run it again, and it goes on.`);
}
