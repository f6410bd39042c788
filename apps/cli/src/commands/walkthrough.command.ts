import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { readSecretFile } from '#settings';
import type { Context } from '../context.js';
import { CommandFailed } from '../errors.js';
import { ApiClient } from '../walkthrough/api-client.js';
import { walkThrough } from '../walkthrough/walkthrough.js';

interface Options {
  readonly url: string;
  readonly key?: string;
}

export function walkthroughCommand(context: Context): Command {
  return new Command('walkthrough')
    .option('--url <url>', 'where the server listens', httpOrigin, 'http://127.0.0.1:3000')
    .option('--key <key>', 'an admin key; by default ADMIN_API_KEY, or the one in DATA_DIR/admin.key')
    .action(async ({ url, key }: Options) =>
      walkThrough(new ApiClient(url, key ?? (await ownKey(context))), context.stdout),
    );
}

/** What more an address has, such as a password, is of no use here and not to be shown. */
function httpOrigin(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw new InvalidArgumentError('Give an address such as http://127.0.0.1:3000.');
}

async function ownKey({ settings }: Context): Promise<string> {
  const { adminApiKey, dataDir } = await settings();
  const key = adminApiKey ?? readSecretFile(join(dataDir, 'admin.key'));
  if (key !== undefined) return key;
  throw new CommandFailed(
    `There is no admin key in ${dataDir}: give one with --key or ADMIN_API_KEY, or set DATA_DIR to that of the server.`,
  );
}
