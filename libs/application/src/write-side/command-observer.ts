/** Where the write side tells what it does, for metrics. */
export abstract class CommandObserver {
  abstract decided(
    command: string,
    outcome: 'recorded' | 'unchanged' | 'replayed' | 'refused',
    code?: string,
  ): void;
  /** Another writer was faster. */
  abstract conflicted(): void;
  /** @param seconds from the call to the durable answer */
  abstract appended(seconds: number): void;
}
