import type { Clock } from './clock.js';
import { toInstant, type Instant } from './instant.js';

/**
 * The clock of the machine. It stands still while the machine's clock is behind what was already answered
 * (set back by hand, or by NTP), so that what is recorded later never bears an earlier instant.
 *
 * @param read milliseconds since 1970-01-01T00:00:00Z
 */
export function systemClock(read: () => number = Date.now): Clock {
  let latest = Number.NEGATIVE_INFINITY;
  let answer: Instant = '';
  return {
    now() {
      const reading = read();
      if (reading > latest) {
        latest = reading;
        answer = toInstant(reading);
      }
      return answer;
    },
  };
}
