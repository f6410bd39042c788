import type { Settings } from '#settings';
import { createLogger, type Logger } from '#telemetry';

/** The log of a process; no secret of its settings ever stands in it. */
export function processLogger(settings: Settings): Logger {
  const { logLevel, clockStartsAt, adminApiKey, personalDataKey } = settings;
  const { eventStoreDbUrl, mongoDbUrl, personalDataMongoDbUrl } = settings;
  const secrets = [adminApiKey, personalDataKey, eventStoreDbUrl, mongoDbUrl, personalDataMongoDbUrl];
  const logger = createLogger({ level: logLevel, secrets });
  if (clockStartsAt !== undefined) logger.warn(`The clock is simulated: CLOCK_STARTS_AT=${clockStartsAt}.`);
  return logger;
}
