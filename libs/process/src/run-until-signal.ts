import type { Logger } from '#telemetry';

/** Milliseconds in which further signals are the same request: Ctrl-C reaches npm and us, and npm hands it on. */
const ONE_REQUEST = 1_000;

/**
 * The first signal lets what was accepted finish. One that comes later than that does not wait: the process is
 * killed, which the stores are made for, since to take down threads that are at work is not safe.
 *
 * @param stop finishes what was accepted, and closes everything
 */
export function stopOnSignal(
  stop: () => Promise<void>,
  logger: Logger,
  onError: (error: unknown) => void,
): void {
  let askedAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (askedAt === undefined) {
      askedAt = performance.now();
      logger.info(`${signal}: finishing what was accepted.`);
      stop().then(() => process.exit(0), onError);
    } else if (performance.now() - askedAt > ONE_REQUEST) {
      process.kill(process.pid, 'SIGKILL');
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
