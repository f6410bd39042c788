import type { ProgrammeEvent } from '#recorded-events';
import type { Refusal } from '#vouchers';
import type { HistoryEvent } from './stream-history.js';

/** What a command did to its stream, now or when it was sent the first time. */
export interface Executed {
  readonly stream: string;
  /** Of the last event of the command; where it recorded none, of the last event of the stream. */
  readonly revision: number;
  readonly position: bigint;
  readonly events: readonly HistoryEvent[];
  readonly replayed: boolean;
}

/** What a command would do: events, or every rule that refuses it. */
export interface DryRun {
  readonly stream: string;
  readonly events: readonly ProgrammeEvent[];
  readonly refusals: readonly Refusal[];
}
