import type { Settings } from '#settings';
import { mistypedNames } from '#settings/environment';
import { createLogger, type Logger } from '#telemetry';

/** The log of a process, which begins with what is odd about its settings; no secret of theirs ever stands in it. */
export function processLogger(settings: Settings): Logger {
  const { logLevel, clockStartsAt, adminApiKey, personalDataKey } = settings;
  const { eventStoreDbUrl, mongoDbUrl, personalDataMongoDbUrl } = settings;
  const secrets = [adminApiKey, personalDataKey, eventStoreDbUrl, mongoDbUrl, personalDataMongoDbUrl];
  const logger = createLogger({ level: logLevel, secrets });
  if (clockStartsAt !== undefined) logger.warn(`The clock is simulated: CLOCK_STARTS_AT=${clockStartsAt}.`);
  for (const sentence of mistypedNames(process.env)) logger.warn(sentence);
  return logger;
}
