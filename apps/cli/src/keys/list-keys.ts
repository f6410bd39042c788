import { Command } from 'commander';
import { type AccessKey, shownKey } from '#access';
import type { Instant } from '#clock';
import type { Context } from '../context.js';
import { jsonLine } from '../output/json.js';
import { tableOf } from '../output/table.js';
import { using } from '../using.js';
import { keyPorts } from './key-ports.js';

interface Options {
  readonly json?: true;
}

export function listKeysCommand(context: Context): Command {
  return new Command('list')
    .description('All keys, the oldest first, including those revoked or expired.')
    .option('--json', 'one line of JSON')
    .action((options: Options) => list(context, options));
}

async function list(context: Context, { json }: Options): Promise<void> {
  const { stdout } = context;
  const { keys, now } = await using(keyPorts(context), async ({ accessKeys, clock }) => ({
    keys: await accessKeys.list(),
    now: clock.now(),
  }));
  stdout.write(json ? jsonLine(keys.map(shownKey)) : tableOf(HEAD, keys.map(rowAt(now))));
}

const HEAD = ['id', 'name', 'scopes', 'state', 'created', 'last used'];

function rowAt(now: Instant): (key: AccessKey) => readonly string[] {
  return (key) => {
    const { id, name, scopes, createdAt, lastUsedAt = 'never' } = key;
    return [id, name, scopes.join(','), stateOf(key, now), createdAt, lastUsedAt];
  };
}

function stateOf({ revokedAt, replacedAt, expiresAt }: AccessKey, now: Instant): string {
  if (revokedAt !== undefined) return `revoked ${revokedAt}`;
  if (replacedAt !== undefined) return `replaced ${replacedAt}`;
  if (expiresAt === undefined) return 'active';
  return expiresAt <= now ? `expired ${expiresAt}` : `active until ${expiresAt}`;
}
