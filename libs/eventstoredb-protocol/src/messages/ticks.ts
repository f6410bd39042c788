const TICKS_PER_MILLISECOND = 10_000;

/** Milliseconds in the ticks that the protocol counts time in, of 100 nanoseconds each. */
export function ticksOf(milliseconds: number): string {
  return String(BigInt(milliseconds) * BigInt(TICKS_PER_MILLISECOND));
}

/** Whole milliseconds, at most as many as a number holds exactly. */
export function millisecondsOf(ticks: string): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.floor(Number(ticks) / TICKS_PER_MILLISECOND));
}
