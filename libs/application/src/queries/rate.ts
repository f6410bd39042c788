import type { Rate } from './views.js';

/** A figure with what it was made of. */
export function rate(numerator = 0, denominator = 0): Rate {
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
}

/** Rates about attempts, defined in `domain.md`; the counters are those of `EntryCounters`. */
export function attemptRates(counters: Readonly<Record<string, number>>) {
  const { firstPassed = 0, firstFailed = 0, retakePassed = 0, retakeFailed = 0, rescued = 0 } = counters;
  return {
    firstAttemptPassRate: rate(firstPassed, firstPassed + firstFailed),
    retakePassRate: rate(retakePassed, retakePassed + retakeFailed),
    rescueRate: rate(rescued, firstFailed),
  };
}
