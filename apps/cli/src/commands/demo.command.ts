import { Command } from 'commander';
import { DEMO_DEFAULTS, type DemoOptions, describeReport, fillStore, tellProgress } from '#demo';
import { eventStoreName } from '#settings';
import { openPorts } from '#wiring';
import type { Context } from '../context.js';
import { Interrupted } from '../errors.js';
import { interruptible } from '../interruptible.js';
import { openOnceThere } from '../open-once-there.js';
import { wholeNumber } from '../whole-number.js';

const MOST_VOUCHERS = 50_000;
const LARGEST_SEED = 2 ** 31 - 1;

export function demoCommand(context: Context): Command {
  return new Command('demo')
    .option(
      '--vouchers <number>',
      'candidates who ask for a voucher',
      wholeNumber(1, MOST_VOUCHERS),
      DEMO_DEFAULTS.vouchers,
    )
    .option(
      '--seed <number>',
      'the same one makes the same programme',
      wholeNumber(0, LARGEST_SEED),
      DEMO_DEFAULTS.seed,
    )
    .action((options: DemoOptions) => fill(context, options));
}

async function fill(context: Context, options: DemoOptions): Promise<void> {
  const { settings, stdout, stderr } = context;
  const given = await settings();
  const store = eventStoreName(given);
  const ports = await openOnceThere(context, (waiting) => openPorts(given, waiting));
  try {
    const tell = tellProgress(stderr);
    const report = await interruptible((signal) =>
      fillStore(ports, store, options, (played) => {
        tell(played);
        if (signal.aborted) throw interrupted(store);
      }),
    );
    stdout.write(describeReport(report));
    if (ports.newAdminKey !== undefined)
      stdout.write(`The first admin key, shown this once: ${ports.newAdminKey}\n`);
    stdout.write('Look at it with `npm start`.\n');
  } finally {
    await ports.close();
  }
}

function interrupted(store: string): Interrupted {
  return new Interrupted(
    `Interrupted: ${store} holds a part of the programme. Serve that, or delete it to begin anew.`,
  );
}
