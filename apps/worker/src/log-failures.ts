import type { FailureListener } from '#read-models';
import type { Logger } from '#telemetry';

/** Logs what fails in the background, where somebody tries it again. */
export function logFailures(logger: Logger): FailureListener {
  return (what, error) => {
    logger.error({ err: error }, `${what} failed, and will be tried again.`);
  };
}
