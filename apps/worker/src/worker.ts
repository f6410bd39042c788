import type { INestApplicationContext } from '@nestjs/common';
import { DestroyErasedKeys, ExpireDueVouchers, keepDeadlines } from '#application';
import type { ProjectionStatus } from '#read-models';
import type { Logger } from '#telemetry';
import { keepRunning } from './keep-running.js';
import { logFailures } from './log-failures.js';
import type { Projecting } from './projections/projecting.js';

export interface WorkerParts {
  readonly projecting: Projecting;
  readonly deadlines: ExpireDueVouchers;
  readonly erasures: DestroyErasedKeys;
  readonly logger: Logger;
}

/** The worker of an application, with its reactions. */
export function workerOf(
  app: INestApplicationContext,
  parts: Omit<WorkerParts, 'deadlines' | 'erasures'>,
): Worker {
  const deadlines = app.get(ExpireDueVouchers, { strict: false });
  const erasures = app.get(DestroyErasedKeys, { strict: false });
  return new Worker({ ...parts, deadlines, erasures });
}

/** What works in the background: projections, deadlines and erasures. */
export class Worker {
  readonly #stopping = new AbortController();
  #tasks: readonly Promise<void>[] = [];

  constructor(private readonly parts: WorkerParts) {}

  /** Resolves when the projections are being followed. */
  async start(): Promise<void> {
    const { projecting, deadlines, erasures, logger } = this.parts;
    const { signal } = this.#stopping;
    const log = logFailures(logger);
    const erasureFailed = (error: unknown) => {
      log('Destroying erased keys', error);
    };
    await projecting.start();
    this.#tasks = [
      keepDeadlines(deadlines, signal, log),
      keepRunning((until) => erasures.run(until, erasureFailed), signal, erasureFailed),
    ];
  }

  status(): Promise<readonly ProjectionStatus[]> {
    return this.parts.projecting.status();
  }

  /** Finishes what is under way. A worker that is closed cannot be started again. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#tasks);
    await this.parts.projecting.stop();
  }
}
