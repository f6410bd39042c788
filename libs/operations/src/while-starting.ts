import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CodedError } from '#errors';
import { createServer, listenAt } from '#http';
import type { Logger } from '#telemetry';
import { HealthModule } from './operations.module.js';

export interface StartOptions {
  /** Where the process will listen when it has started. */
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
}

/** Any request but a probe, while the process waits for what it cannot start without. */
class StillStarting extends CodedError {
  readonly code = 'STORE_UNAVAILABLE';
  constructor() {
    super('The process waits for a store.');
  }
}

/**
 * Opens what a process stands on. From the first time that this has to be waited for until it is there, the process
 * answers that it lives, is not ready, and why. Everything else it puts off, `/metrics` too: who may see that is only
 * known when the keys can be read.
 *
 * @param open tells the reason whenever it waits, as a sentence
 */
export async function whileStarting<Opened>(
  { port, host, logger }: StartOptions,
  open: (tell: (reason: string) => void) => Promise<Opened>,
): Promise<Opened> {
  let reason = '';
  let server: Promise<NestFastifyApplication | undefined> | undefined;
  const listen = async () => {
    const app = await serverOfReason(() => reason, logger);
    try {
      await listenAt(app, port, host);
      return app;
    } catch (error) {
      await app.close();
      throw error;
    }
  };
  try {
    return await open((newest) => {
      reason = newest;
      logger.warn(`The start waits for a store. ${reason}`);
      server ??= listen().catch((error: unknown) => {
        logger.warn({ err: error }, 'Nothing is answered while the start waits.');
        return undefined;
      });
    });
  } finally {
    await (await server)?.close();
  }
}

function serverOfReason(reason: () => string, logger: Logger): Promise<NestFastifyApplication> {
  const readiness = [{ name: 'start', look: async () => ({ down: reason() }) }];
  return createServer(HealthModule.with(readiness), {
    trustProxy: false,
    logger,
    extend: (app) => {
      const fastify = app.getHttpAdapter().getInstance();
      fastify.addHook('onRequest', (request, _reply, done) => {
        done(request.is404 ? new StillStarting() : undefined);
      });
    },
  });
}
