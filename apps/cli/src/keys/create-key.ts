import { Command, InvalidArgumentError, Option } from 'commander';
import { isScope, type Scope, SCOPES, shownKey } from '#access';
import { type Instant, parseInstant } from '#clock';
import type { Context } from '../context.js';
import { jsonLine } from '../output/json.js';
import { printable } from '../output/printable.js';
import { using } from '../using.js';
import { keyPorts } from './key-ports.js';

interface Options {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expires?: Instant;
  readonly json?: true;
}

export function createKeyCommand(context: Context): Command {
  return new Command('create')
    .description('Makes a key. It is shown this once; what is stored is a hash of it.')
    .requiredOption('--name <name>', 'what the key is for')
    .addOption(
      new Option('--scopes <list>', `what it may do, separated by commas: ${SCOPES.join(', ')}`)
        .argParser(scopesIn)
        .makeOptionMandatory(),
    )
    .option('--expires <instant>', 'when it expires; by default it never does', instantIn)
    .option('--json', 'one line of JSON')
    .action((options: Options) => create(context, options));
}

async function create(context: Context, options: Options): Promise<void> {
  const { stdout, stderr } = context;
  const { name, scopes, expires: expiresAt, json } = options;
  const { key, token } = await using(keyPorts(context), ({ accessKeys, clock }) =>
    accessKeys.create({ name, scopes, expiresAt }, clock.now()),
  );
  if (json) {
    stdout.write(jsonLine({ ...shownKey(key), key: token }));
    return;
  }
  const until = expiresAt === undefined ? 'until it is revoked' : `until ${expiresAt}`;
  stderr.write(`Key ${key.id} (${printable(key.name)}) opens ${key.scopes.join(', ')} ${until}.\n`);
  stderr.write('It is shown this once: keep it where secrets are kept.\n');
  stdout.write(`${token}\n`);
}

function scopesIn(list: string): readonly Scope[] {
  return list.split(',').map((text) => {
    const scope = text.trim();
    if (isScope(scope)) return scope;
    throw new InvalidArgumentError(`There is no scope "${scope}": choose from ${SCOPES.join(', ')}.`);
  });
}

function instantIn(text: string): Instant {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  throw new InvalidArgumentError('Give an RFC 3339 instant with offset, such as 2030-12-31T23:59:59Z.');
}
