import { Command } from 'commander';
import { shownKey } from '#access';
import type { Context } from '../context.js';
import { CommandFailed } from '../errors.js';
import { jsonLine } from '../output/json.js';
import { printable } from '../output/printable.js';
import { using } from '../using.js';
import { keyPorts } from './key-ports.js';

interface Options {
  readonly json?: true;
}

export function revokeKeyCommand(context: Context): Command {
  return new Command('revoke')
    .description('Revokes a key for good. Revoking it again changes nothing.')
    .argument('<id>', 'id of the key, as `keys list` shows it')
    .option('--json', 'one line of JSON')
    .action((id: string, options: Options) => revoke(context, id, options));
}

async function revoke(context: Context, id: string, { json }: Options): Promise<void> {
  const { stdout } = context;
  const key = await using(keyPorts(context), ({ accessKeys, clock }) => accessKeys.revoke(id, clock.now()));
  // Not told which: whoever has given the key itself for its id must not find it in a log.
  if (!key) throw new CommandFailed('There is no key with this id: `keys list` shows those that are there.');
  const { name, revokedAt = '' } = key;
  stdout.write(
    json ? jsonLine(shownKey(key)) : `Key ${key.id} (${printable(name)}) was revoked at ${revokedAt}.\n`,
  );
}
