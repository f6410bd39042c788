import { parseArgs } from 'node:util';
import { fail, processLogger, stopOnSignal } from '#process';
import { requireSharedStores, type Settings } from '#settings';
import { readSettings } from '#settings/environment';
import type { Programme } from './composition/programme.js';

const OPTIONS = {
  demo: { type: 'boolean', default: false },
  'without-worker': { type: 'boolean', default: false },
} as const;

/** Starts the programme, or ends with one sentence that says why not. */
async function main(): Promise<void> {
  const { demo, 'without-worker': withoutWorker } = parseArgs({ options: OPTIONS }).values;
  const settings = readSettings(process.env);
  if (withoutWorker) requireSharedStores(settings);
  const logger = processLogger(settings);
  // Loaded only now: a wrong setting is named at once, and the demo is for those who ask for it.
  const { startProgramme } = await import('./composition/programme.js');
  const prepare = demo
    ? (await import('./composition/fill-with-demo.js')).fillWithDemo(settings, process.stdout)
    : undefined;
  const programme = await startProgramme(settings, logger, { withoutWorker, prepare });
  stopOnSignal(() => programme.stop(), logger, fail);
  await listen(programme, settings);
  const address = await programme.app.getUrl();
  process.stdout.write(greeting(address, programme));
}

function greeting(address: string, { newAdminKey, protocolPort }: Programme): string {
  const lines = [`Second Shot listens at ${address}, its pages are at ${address}/docs.`];
  if (protocolPort !== undefined) lines.push(`EventStoreDB's protocol is served on port ${protocolPort}.`);
  if (newAdminKey !== undefined) lines.push(`The first admin key, shown this once: ${newAdminKey}`);
  return `${lines.join('\n')}\n`;
}

async function listen(programme: Programme, { port, host }: Settings): Promise<void> {
  const { listenAt } = await import('#http');
  try {
    await listenAt(programme.app, port, host);
  } catch (error) {
    await programme.stop();
    throw error;
  }
}

// Whoever read the output may leave; that is no reason to stop serving.
process.stdout.on('error', () => undefined);

main().catch(fail);
