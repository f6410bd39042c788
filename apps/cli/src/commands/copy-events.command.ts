import { Command } from 'commander';
import { openMovePorts } from '#wiring';
import type { Context } from '../context.js';
import { type Copied, copyEvents } from '../copy-events/copy-events.js';
import { CommandFailed } from '../errors.js';
import { interruptible } from '../interruptible.js';
import { count, counted, duration } from '../output/figures.js';
import { jsonLine } from '../output/json.js';
import { openProgress } from '../output/progress.js';
import { using } from '../using.js';

interface Options {
  readonly json?: true;
}

export function copyEventsCommand(context: Context): Command {
  return new Command('copy-events')
    .option('--json', 'one line of JSON')
    .addHelpText(
      'after',
      '\nFrom DATA_DIR to EVENTSTOREDB_URL: ids, order and hash chains are kept, positions are those of the new store. ' +
        'If it is interrupted, run it again, and it goes on; if a server was still writing, run it again once that has stopped.',
    )
    .action((options: Options) => run(context, options));
}

async function run({ settings, stdout, stderr }: Context, { json }: Options): Promise<void> {
  const progress = openProgress(stderr);
  const copied = await using(openMovePorts(await settings()), (ports) =>
    interruptible((signal) => copyEvents(ports, progress, signal)),
  ).finally(() => {
    progress.end();
  });
  stdout.write(json ? jsonLine(jsonOf(copied)) : textOf(copied));
  if (copied.broken.length === 0) return;
  throw new CommandFailed(
    `${counted(copied.broken.length, 'hash chain')} of ${copied.streams} broken, in the source as in the target: see \`second-shot verify\`.`,
  );
}

function jsonOf({ events, streams, before, others, position, broken }: Copied): object {
  return { verified: broken.length === 0, events, streams, before, others, position };
}

function textOf({ events, streams, before, others, position, seconds, broken }: Copied): string {
  const what = `${counted(events, 'event')} of ${counted(streams, 'stream')}`;
  const added = `${count(events - before)} copied now, ${count(before)} there already`;
  const chains = broken.length === 0 ? 'every hash chain holds' : 'not every hash chain holds';
  const left = others > 0 ? `${counted(others, 'other event')} of the source left out.\n` : '';
  return `${what} are in the target, as they are in the source up to position ${position} (${added}, ${duration(seconds)}): ${chains}.\n${left}${NEXT}`;
}

const NEXT =
  'Positions are those of the target: start on it with read models that are built anew (MongoDB, or without read-models.sqlite).\n';
