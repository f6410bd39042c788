import { parseArgs } from 'node:util';
import { readSettings, type Settings } from '#settings';
import { createLogger } from '#telemetry';
import { fillWithDemo } from './composition/fill-with-demo.js';
import { type Programme, startProgramme } from './composition/programme.js';
import { stopOnSignal } from './stop-on-signal.js';

/** Starts the programme, or ends with one sentence that says why not. */
async function main(): Promise<void> {
  const { values: options } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });
  const settings = readSettings(process.env);
  const { logLevel, adminApiKey, personalDataKey, eventStoreDbUrl, clockStartsAt } = settings;
  const secrets = [adminApiKey, personalDataKey, eventStoreDbUrl];
  const logger = createLogger({ level: logLevel, secrets });
  if (clockStartsAt !== undefined) logger.warn(`The clock is simulated: CLOCK_STARTS_AT=${clockStartsAt}.`);
  const demo = fillWithDemo(settings, process.stdout);
  const programme = await startProgramme(settings, logger, options.demo ? demo : undefined);
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
  try {
    await programme.app.listen(port, host);
  } catch (error) {
    await programme.stop();
    throw error;
  }
}

function fail(error: unknown): never {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'The port is in use: stop what listens there, or set PORT to another one.';
  if (code === 'EACCES') return 'The port may not be used: set PORT to one above 1023.';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'HOST is no address of this machine: set another one.';
  return error.message;
}

// Whoever read the output may leave; that is no reason to stop serving.
process.stdout.on('error', () => undefined);

main().catch(fail);
