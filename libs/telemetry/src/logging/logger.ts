import {
  pino,
  stdSerializers,
  stdTimeFunctions,
  type DestinationStream,
  type LevelWithSilent,
  type Logger,
} from 'pino';
import { createRedactor } from '../redaction/redactor.js';
import { logDestination } from './log-destination.js';

export interface LoggerOptions {
  readonly level: LevelWithSilent;
  /** Values that must never appear, beside all that is recognised by its form. */
  readonly secrets?: readonly (string | undefined)[];
  /** Where the lines go. Default: standard output. */
  readonly destination?: DestinationStream;
}

/**
 * Makes the logger: one line of JSON per entry, with everything personal or secret removed, wherever in the entry it
 * stands.
 */
export function createLogger({ level, secrets = [], destination = logDestination() }: LoggerOptions): Logger {
  const redact = createRedactor(secrets.filter((secret) => secret !== undefined));
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: shownError },
    hooks: { streamWrite: redact },
  };
  return pino(options, destination);
}

/**
 * A code of our own or of the system (`STORE_UNAVAILABLE`, `ENOSPC`), not one of Node's for programming errors
 * (`ERR_…`).
 */
const FORESEEN = /^(?!ERR_)[A-Z][A-Z\d_]*$/;

/** An error that was foreseen says what to do in a sentence; the stack is for those that nobody thought of. */
function shownError(error: unknown): unknown {
  const isForeseen = error instanceof Error && 'code' in error && FORESEEN.test(String(error.code));
  return isForeseen ? { type: error.name, code: error.code, message: error.message } : shownWhole(error);
}

function shownWhole(error: unknown): unknown {
  return error instanceof Error ? stdSerializers.err(error) : error;
}
