import { pino, stdTimeFunctions, type DestinationStream, type LevelWithSilent, type Logger } from 'pino';
import { createRedactor } from '../redaction/redactor.js';
import { logContext } from './correlation.js';

export interface LoggerOptions {
  readonly level: LevelWithSilent;
  /** Values that must never appear, beside all that is recognised by its form. */
  readonly secrets?: readonly (string | undefined)[];
  /** Where the lines go. Default: standard output. */
  readonly destination?: DestinationStream;
}

/**
 * Makes the logger: one line of JSON an entry, with the fields of the log context it is written in, and without
 * what is personal or secret, wherever in the entry that stands.
 */
export function createLogger({ level, secrets = [], destination }: LoggerOptions): Logger {
  const redact = createRedactor(secrets.filter((secret) => secret !== undefined));
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => ({ ...logContext() }),
    hooks: { streamWrite: redact },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
