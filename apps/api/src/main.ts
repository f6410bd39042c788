import { parseArgs } from 'node:util';
import { fail, processLogger, runUntilSignal } from '#process';
import { requireSharedStores, type Settings } from '#settings';
import { readSettings } from '#settings/environment';
import type { Logger } from '#telemetry';
import type { RunningServer } from './composition/server.js';

const OPTIONS = {
  demo: { type: 'boolean', default: false },
  'without-worker': { type: 'boolean', default: false },
} as const;

/** Runs the server until it is asked to stop, or ends with one sentence that says why not. */
async function main(): Promise<void> {
  const { demo, 'without-worker': withoutWorker } = parseArgs({ options: OPTIONS }).values;
  const settings = readSettings(process.env);
  if (withoutWorker) requireSharedStores(settings);
  const logger = processLogger(settings);
  await runUntilSignal((asked) => start(settings, logger, asked, { demo, withoutWorker }), logger);
}

interface Wanted {
  readonly demo: boolean;
  readonly withoutWorker: boolean;
}

async function start(
  settings: Settings,
  logger: Logger,
  asked: AbortSignal,
  { demo, withoutWorker }: Wanted,
): Promise<RunningServer> {
  // Loaded only now: a wrong setting is named at once, and the demo is for those who ask for it.
  const { startServer } = await import('./composition/server.js');
  const prepare = demo
    ? (await import('./composition/fill-with-demo.js')).fillWithDemo(settings, process.stdout)
    : undefined;
  const server = await startServer(settings, logger, asked, { withoutWorker, prepare });
  await listen(server, settings);
  process.stdout.write(greeting(await server.app.getUrl(), server));
  return server;
}

function greeting(address: string, { newAdminKey, protocolPort }: RunningServer): string {
  const lines = [`Second Shot listens at ${address}, its pages are at ${address}/docs.`];
  if (protocolPort !== undefined) lines.push(`EventStoreDB's protocol is served on port ${protocolPort}.`);
  if (newAdminKey !== undefined) lines.push(`The first admin key, shown this once: ${newAdminKey}`);
  return `${lines.join('\n')}\n`;
}

async function listen(server: RunningServer, { port, host }: Settings): Promise<void> {
  const { listenAt } = await import('#http');
  try {
    await listenAt(server.app, port, host);
  } catch (error) {
    await server.stop().catch(() => undefined);
    throw error;
  }
}

// Whoever read the output may leave; that is no reason to stop serving.
process.stdout.on('error', () => undefined);

main().catch(fail);
