import type { EmbeddedLog } from '#event-store/embedded';
import type { Authenticator } from './access/authenticator.js';
import type { OnFailure } from './rpc/handlers.js';

/** What the services stand on. */
export interface ServerParts {
  readonly log: EmbeddedLog;
  readonly authenticator: Authenticator;
  /** Told of failures that nobody foresaw. */
  readonly onFailure: OnFailure;
  /** Aborts when the server is being closed: calls without an end then have one. */
  readonly closing: AbortSignal;
}
