import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Settings } from '#settings';
import type { Context } from '../context.js';
import { CommandFailed } from '../errors.js';
import { Conversation } from '../walkthrough/conversation.js';
import { walk } from '../walkthrough/walk.js';

interface Options {
  readonly url?: URL;
  readonly key?: string;
}

export function walkthroughCommand(context: Context): Command {
  return new Command('walkthrough')
    .description(
      'Performs the four steps of the original offer over HTTP, and shows each request and answer.',
    )
    .option('--url <url>', 'the server; by default the one of HOST and PORT', urlIn)
    .option('--key <key>', 'an admin key; by default ADMIN_API_KEY, or the one in DATA_DIR/admin.key')
    .action((options: Options) => walkthrough(context, options));
}

async function walkthrough({ settings, stdout }: Context, { url, key }: Options): Promise<void> {
  const given = settings();
  const server = url ?? new URL(`http://${given.host}:${given.port}`);
  await walk(new Conversation(server, key ?? given.adminApiKey ?? (await firstKey(given)), stdout));
}

/** @throws CommandFailed */
async function firstKey({ dataDir }: Settings): Promise<string> {
  const file = join(dataDir, 'admin.key');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    throw new CommandFailed(`There is no key in ${file}: start the server once, or give a key with --key.`);
  }
}

function urlIn(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new InvalidArgumentError('It begins with http:// or https://.');
}
