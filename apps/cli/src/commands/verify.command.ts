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
      '\nA chain shows what was altered, reordered or taken out of its middle, not that its end was cut off. ' +
        'That shows in the positions of the embedded store, which have no gaps, unless nothing at all came after it.',
    )
    .action((options: Options) => run(context, options));
}

async function run({ settings, stdout, stderr }: Context, { stream, json }: Options): Promise<void> {
  const progress = openProgress(stderr);
  const verdict = await using(openEventLogPorts(await settings()), ({ eventLog, missingPositions }) =>
    interruptible((signal) => verify(eventLog, { stream, missingPositions, progress, signal })),
  ).finally(() => {
    progress.end();
  });
  if (stream !== undefined && verdict.events === 0) {
    throw new CommandFailed(
      `There is no stream ${printable(stream)}: name it as the events do, such as voucher-<voucherId>.`,
    );
  }
  stdout.write(json ? jsonLine(jsonOf(verdict)) : textOf(verdict));
  const faults = faultsOf(verdict);
  if (faults.length === 0) return;
  throw new CommandFailed(
    `${faults.join(', and ')}: the events were changed outside the program, restore them from a backup.`,
  );
}

function faultsOf({ broken, streams, missing }: Verdict): readonly string[] {
  const removed = missing.reduce((sum, { first, last }) => sum + Number(last - first) + 1, 0);
  return [
    ...(broken.length > 0 ? [`${counted(broken.length, 'hash chain')} of ${streams} broken`] : []),
    ...(removed > 0 ? [`${counted(removed, 'event')} missing`] : []),
  ];
}

function jsonOf({ events, streams, position, broken, missing }: Verdict): object {
  const firstBroken = broken.map((event) => {
    const { stream, revision, position: at, id, type } = event;
    return { stream, revision, position: at, id, type };
  });
  const verified = broken.length === 0 && missing.length === 0;
  return { verified, events, streams, position, broken: firstBroken, missing };
}

function textOf(verdict: Verdict): string {
  const { events, streams, position, seconds, broken, missing } = verdict;
  const what = `${counted(events, 'event')} of ${counted(streams, 'stream')}`;
  const summary = `${what} verified up to position ${position} in ${duration(seconds)}`;
  const chains = broken.length === 0 ? ': every hash chain holds.\n' : `. ${brokenIn(verdict)}`;
  const gaps = missing.map(({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`));
  return `${summary}${chains}${gaps.length > 0 ? `\nNo event is at position ${gaps.join(', ')} any more.\n` : ''}`;
}

function brokenIn({ broken }: Verdict): string {
  const rows = broken.map(({ stream, revision, position, type, id }) => [
    stream,
    `${revision}`,
    `${position}`,
    type,
    id,
  ]);
  return `Of each broken chain, the first event that does not fit:\n\n${tableOf(HEAD, rows)}`;
}

const HEAD = ['stream', 'revision', 'position', 'type', 'id'];
