/** Where the write side tells what it does, for metrics. */
export interface CommandObserver {
  decided(command: string, outcome: 'recorded' | 'unchanged' | 'replayed' | 'refused', code?: string): void;
  /** Another writer was faster. */
  conflicted(): void;
  /** @param seconds from the call to the durable answer */
  appended(seconds: number): void;
}
