import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const CORRELATION_HEADER = 'X-Correlation-Id';

const USABLE = /^[\w.:+/=-]{1,128}$/;

/** The id that the client gave the request (`X-Correlation-Id`, or `X-Request-Id`) if it can be used, else a new one. */
export function correlationIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-correlation-id'] ?? headers['x-request-id'];
  return typeof given === 'string' && USABLE.test(given) ? given : randomUUID();
}
