import { Command, InvalidArgumentError } from 'commander';
import {
  historyOf,
  InvalidArgument,
  readStreamFrom,
  seenAsOf,
  type SeenOf,
  type VoucherHistory,
} from '#application/history';
import type { RecordedEvent } from '#event-store';
import { voucherStream } from '#vouchers';
import { openEventLogPorts } from '#wiring';
import type { Context } from '../context.js';
import { CommandFailed } from '../errors.js';
import { locate, noSuchVoucher } from '../history/locate.js';
import { rowsOf } from '../history/rows.js';
import { counted } from '../output/figures.js';
import { jsonLine } from '../output/json.js';
import { tableOf } from '../output/table.js';
import { using } from '../using.js';

interface Options {
  readonly ndjson?: true;
  readonly asOf?: SeenOf;
}

export function historyCommand(context: Context): Command {
  return new Command('history')
    .argument('<voucher>', 'voucher id, or voucher code')
    .option('--ndjson', 'one line of JSON for each event, as /v1/vouchers/{voucher}/history answers them')
    .option(
      '--as-of <when>',
      'up to a revision (r5), a position (p123) or an RFC 3339 instant of recording',
      seenIn,
    )
    .addHelpText('after', '\nNames, e-mails and codes are sealed in the events, and are not shown.')
    .action((voucher: string, options: Options) => history(context, voucher, options));
}

async function history(context: Context, named: string, options: Options): Promise<void> {
  const { settings, stdout } = context;
  const voucherId = await locate(context, named);
  const all = await using(openEventLogPorts(await settings()), ({ eventLog }) =>
    readStreamFrom(eventLog, voucherStream(voucherId)),
  );
  if (all.length === 0) throw noSuchVoucher();
  const events = options.asOf?.(all) ?? all;
  if (events.length === 0) throw new CommandFailed('The voucher did not exist yet: give a later --as-of.');
  const found = historyOf(events);
  stdout.write(options.ndjson ? found.items.map(jsonLine).join('') : textOf(voucherId, events, found));
  if (!found.verified) throw broken(found);
}

const HEAD = ['revision', 'position', 'recorded', 'type', 'what', 'actor', 'state after'];

function textOf(
  voucherId: string,
  events: readonly RecordedEvent[],
  { items, verified }: VoucherHistory,
): string {
  const chain = verified ? ', and their hash chain holds' : '';
  const summary = `Voucher ${voucherId}: ${counted(items.length, 'event')}${chain}.\n`;
  return `${tableOf(HEAD, rowsOf(events, items))}\n${summary}`;
}

function broken({ firstBroken }: VoucherHistory): CommandFailed {
  return new CommandFailed(
    `The hash chain is broken at revision ${firstBroken ?? 0}: the events were changed outside the program, restore them from a backup.`,
  );
}

function seenIn(when: string): SeenOf {
  try {
    return seenAsOf(when);
  } catch (error) {
    throw error instanceof InvalidArgument ? new InvalidArgumentError(error.message) : error;
  }
}
