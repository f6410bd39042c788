import { Command } from 'commander';
import { openEventLogPorts } from '#wiring';
import type { Context } from '../context.js';
import { CommandFailed } from '../errors.js';
import { interruptible } from '../interruptible.js';
import { counted, duration } from '../output/figures.js';
import { jsonLine } from '../output/json.js';
import { openProgress } from '../output/progress.js';
import { printable } from '../output/printable.js';
import { tableOf } from '../output/table.js';
import { using } from '../using.js';
import { type Verdict, verify } from '../verify/verify.js';

interface Options {
  readonly stream?: string;
  readonly json?: true;
}

export function verifyCommand(context: Context): Command {
  return new Command('verify')
    .option('--stream <name>', 'this stream alone, such as voucher-<voucherId>')
    .option('--json', 'one line of JSON')
    .addHelpText(
      'after',
      '\nA chain shows what was altered, reordered or taken out of its middle, not that its end was cut off.',
    )
    .action((options: Options) => run(context, options));
}

async function run({ settings, stdout, stderr }: Context, { stream, json }: Options): Promise<void> {
  const progress = openProgress(stderr);
  const verdict = await using(openEventLogPorts(await settings()), ({ eventLog }) =>
    interruptible((signal) => verify(eventLog, { stream, progress, signal })),
  ).finally(() => {
    progress.end();
  });
  if (stream !== undefined && verdict.events === 0) {
    throw new CommandFailed(
      `There is no stream ${printable(stream)}: name it as the events do, such as voucher-<voucherId>.`,
    );
  }
  stdout.write(json ? jsonLine(jsonOf(verdict)) : textOf(verdict));
  if (verdict.broken.length === 0) return;
  throw new CommandFailed(
    `${counted(verdict.broken.length, 'hash chain')} of ${verdict.streams} broken: the events were changed outside the program, restore them from a backup.`,
  );
}

function jsonOf({ events, streams, position, broken }: Verdict): object {
  const firstBroken = broken.map((event) => {
    const { stream, revision, position: at, id, type } = event;
    return { stream, revision, position: at, id, type };
  });
  return { verified: broken.length === 0, events, streams, position, broken: firstBroken };
}

function textOf({ events, streams, position, seconds, broken }: Verdict): string {
  const what = `${counted(events, 'event')} of ${counted(streams, 'stream')}`;
  const summary = `${what} verified up to position ${position} in ${duration(seconds)}`;
  if (broken.length === 0) return `${summary}: every hash chain holds.\n`;
  const rows = broken.map(({ stream, revision, position: at, type, id }) => [
    stream,
    `${revision}`,
    `${at}`,
    type,
    id,
  ]);
  return `${summary}. Of each broken chain, the first event that does not fit:\n\n${tableOf(HEAD, rows)}`;
}

const HEAD = ['stream', 'revision', 'position', 'type', 'id'];
