import { fail, processLogger, stopOnSignal } from '#process';
import { requireSharedStores } from '#settings';
import { readSettings } from '#settings/environment';

/** Starts a worker, or ends with one sentence that says why not. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  requireSharedStores(settings);
  const logger = processLogger(settings);
  // Loaded only now: a wrong setting is named at once.
  const { listenAt } = await import('#http');
  const { startBackground } = await import('./composition/background.js');
  const background = await startBackground(settings, logger);
  stopOnSignal(() => background.stop(), logger, fail);
  try {
    await listenAt(background.app, settings.workerPort, settings.host);
  } catch (error) {
    await background.stop();
    throw error;
  }
  process.stdout.write(`The worker's health and metrics are at ${await background.app.getUrl()}.\n`);
}

// The reader of the output may leave; that is no reason to stop working.
process.stdout.on('error', () => undefined);

main().catch(fail);
