import { LogVerifier } from '#audit';
import type { EventLog, Position, RecordedEvent } from '#event-store';
import type { PositionRange } from '#event-store/embedded';
import { Interrupted } from '../errors.js';
import type { Progress, Step } from '../output/progress.js';
import { pagesOfLog, pagesOfStream } from './pages.js';

export interface Verdict {
  readonly events: number;
  readonly streams: number;
  /** Of the last event that was looked at. */
  readonly position: Position;
  readonly seconds: number;
  /** Of each broken stream the first event that does not fit. */
  readonly broken: readonly RecordedEvent[];
  /** Where events were removed from the log. */
  readonly missing: readonly PositionRange[];
}

export interface Verification {
  /** This stream alone. */
  readonly stream?: string | undefined;
  /** Tells where events were removed, of a log whose positions tell that. */
  readonly missingPositions?: (() => readonly PositionRange[]) | undefined;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Verifies the events that are there when it begins, a page at a time.
 *
 * @throws Interrupted
 */
export async function verify(
  eventLog: EventLog,
  { stream, missingPositions, progress, signal }: Verification,
): Promise<Verdict> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1_000;
  const head = await eventLog.headPosition();
  const verifier = new LogVerifier<RecordedEvent>();
  let position = 0n;
  for await (const page of stream === undefined
    ? pagesOfLog(eventLog, head)
    : pagesOfStream(eventLog, stream)) {
    if (signal.aborted) throw interrupted(position, head, verifier.broken.length);
    for (const event of page) verifier.take(event);
    position = page.at(-1)?.position ?? position;
    if (stream === undefined) progress.show(stepAt(position, head, seconds()));
  }
  // What comes after the last event of the programme is not the programme's.
  if (stream === undefined && head > 0n) progress.show(stepAt(head, head, seconds()));
  const missing = stream === undefined ? (missingPositions?.() ?? []) : [];
  const { events, streams, broken } = verifier;
  return { events, streams, position, seconds: seconds(), broken, missing };
}

function stepAt(position: Position, head: Position, seconds: number): Step {
  const [done, total] = [Number(position), Number(head)];
  const perSecond = done / seconds;
  const secondsLeft = done > 0 ? (total - done) / perSecond : undefined;
  return { name: 'verified', done, total, perSecond, secondsLeft };
}

function interrupted(position: Position, head: Position, broken: number): Interrupted {
  return new Interrupted(
    `Interrupted at position ${position} of ${head}, with ${broken} broken hash chains so far: begin again to verify all.`,
  );
}
