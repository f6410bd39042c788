import { once } from 'node:events';
import type { Logger } from '#telemetry';

/** Milliseconds in which further signals are the same request: Ctrl-C reaches npm and us, and npm hands it on. */
const ONE_REQUEST = 1_000;

/** What works until it is asked to stop. */
interface Running {
  /** Finishes what was accepted, and closes everything. */
  stop(): Promise<void>;
}

/**
 * The first signal lets what was accepted finish, and the process end with 0. One that comes later than that does not
 * wait: the process is killed, which the stores are made for, since to take down threads that are at work is not safe.
 *
 * @param start closes what it has opened, and throws the reason of `asked`, when a signal comes while it waits
 * @throws what it throws otherwise, and what `stop` throws
 */
export async function runUntilSignal(
  start: (asked: AbortSignal) => Promise<Running>,
  logger: Logger,
): Promise<void> {
  const asked = abortedBySignal(logger);
  try {
    const running = await start(asked);
    if (!asked.aborted) await once(asked, 'abort');
    await running.stop();
  } catch (error) {
    if (!asked.aborted || error !== asked.reason) throw error;
  }
  process.exit(0);
}

function abortedBySignal(logger: Logger): AbortSignal {
  const asked = new AbortController();
  let askedAt = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    if (!asked.signal.aborted) {
      askedAt = performance.now();
      logger.info(`${signal}: finishing what was accepted.`);
      asked.abort();
    } else if (performance.now() - askedAt > ONE_REQUEST) {
      process.kill(process.pid, 'SIGKILL');
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return asked.signal;
}
