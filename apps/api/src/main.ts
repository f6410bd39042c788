import { parseArgs } from 'node:util';
import { readSettings, type Settings } from '#settings';
import { createLogger, type Logger } from '#telemetry';
import { fillWithDemo } from './composition/fill-with-demo.js';
import { type Programme, startProgramme } from './composition/programme.js';

/** Starts the programme, or ends with one sentence that says why not. */
async function main(): Promise<void> {
  const { values: options } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });
  const settings = readSettings(process.env);
  const { logLevel, adminApiKey, personalDataKey, clockStartsAt } = settings;
  const logger = createLogger({ level: logLevel, secrets: [adminApiKey, personalDataKey] });
  if (clockStartsAt !== undefined) logger.warn(`The clock is simulated: CLOCK_STARTS_AT=${clockStartsAt}.`);
  const demo = fillWithDemo(settings, process.stdout);
  const programme = await startProgramme(settings, logger, options.demo ? demo : undefined);
  stopOnSignal(programme, logger);
  await listen(programme, settings);
  const address = await programme.app.getUrl();
  process.stdout.write(greeting(address, programme.newAdminKey));
}

function greeting(address: string, newAdminKey: string | undefined): string {
  const listens = `Second Shot listens at ${address}, its pages are at ${address}/docs.\n`;
  return newAdminKey === undefined
    ? listens
    : `${listens}The first admin key, shown this once: ${newAdminKey}\n`;
}

async function listen(programme: Programme, { port, host }: Settings): Promise<void> {
  try {
    await programme.app.listen(port, host);
  } catch (error) {
    await programme.stop();
    throw error;
  }
}

/** The first signal lets what was accepted finish, the second one does not wait. */
function stopOnSignal(programme: Programme, logger: Logger): void {
  let asked = false;
  const onSignal = (signal: string) => {
    if (asked) process.exit(1);
    asked = true;
    logger.info(`${signal}: finishing what was accepted.`);
    programme.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        fail(error);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
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
