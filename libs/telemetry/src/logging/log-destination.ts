import { destination, type DestinationStream } from 'pino';

/** Bytes of lines that wait for room; what comes then is dropped. */
const MOST_WAITING = 1_048_576;

/**
 * Where the log goes. A full disk there stops nobody who logs: its lines wait, and are written before the next one that
 * finds room.
 *
 * @param fd a file descriptor, by default standard output
 */
export function logDestination(fd = 1): DestinationStream {
  const lines = destination({ dest: fd, sync: true, maxLength: MOST_WAITING });
  // Without a listener the error would be thrown at whoever logs; and there is no other place to tell of it.
  lines.on('error', () => undefined);
  return lines;
}
