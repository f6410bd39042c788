import { fail, processLogger, runUntilSignal } from '#process';
import { requireSharedStores, type Settings } from '#settings';
import { readSettings } from '#settings/environment';
import type { Logger } from '#telemetry';
import type { Background } from './composition/background.js';

/** Runs a worker until it is asked to stop, or ends with one sentence that says why not. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  requireSharedStores(settings);
  const logger = processLogger(settings);
  await runUntilSignal((asked) => start(settings, logger, asked), logger);
}

async function start(settings: Settings, logger: Logger, asked: AbortSignal): Promise<Background> {
  // Loaded only now: a wrong setting is named at once.
  const { listenAt } = await import('#http');
  const { startBackground } = await import('./composition/background.js');
  const background = await startBackground(settings, logger, asked);
  try {
    await listenAt(background.app, settings.workerPort, settings.host);
  } catch (error) {
    await background.stop().catch(() => undefined);
    throw error;
  }
  process.stdout.write(`The worker's health and metrics are at ${await background.app.getUrl()}.\n`);
  return background;
}

// The reader of the output may leave; that is no reason to stop working.
process.stdout.on('error', () => undefined);

main().catch(fail);
