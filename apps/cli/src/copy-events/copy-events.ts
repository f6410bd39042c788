import type { Position } from '#event-store';
import type { MovePorts } from '#wiring';
import { CommandFailed, Interrupted } from '../errors.js';
import { type Comparison, compare } from './compare.js';
import type { Progress } from '../output/progress.js';
import { pagesOfLog } from '../verify/pages.js';
import { appendRun } from './append-run.js';
import { runsOf } from './runs.js';

export interface Copied extends Comparison {
  /** Events that were there already when it began. */
  readonly before: number;
  /** Events of the source that are not the programme's, and were left out. */
  readonly others: number;
  readonly seconds: number;
}

/**
 * Copies the programme's events that the source holds when it begins, one append after the other, so that the order
 * across streams is kept. What an earlier run has copied is compared and not written again; at the end all is
 * compared once more.
 *
 * @throws CommandFailed when the target holds other events of the programme; nothing was written then
 * @throws Interrupted
 */
export async function copyEvents(
  { source, target }: MovePorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<Copied> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1_000;
  const head = await source.headPosition();
  const show = (name: string) => (events: number) => {
    if (signal.aborted) throw interrupted(name);
    progress.show({ name, done: events, total: Number(head), perSecond: events / seconds() });
  };
  const before = await compare(source, target, head, show('found'));
  await copyRest({ source, target }, { head, ...before }, show('copied'));
  const after = await compare(source, target, head, show('verified'));
  if (!after.complete) throw incomplete(after, head);
  return {
    ...after,
    before: before.events,
    others: Number(head) - after.events,
    seconds: seconds(),
  };
}

async function copyRest(
  { source, target }: Pick<MovePorts, 'source' | 'target'>,
  {
    head,
    position,
    events,
  }: { readonly head: Position; readonly position: Position; readonly events: number },
  onEvents: (events: number) => void,
): Promise<void> {
  let copied = events;
  for await (const page of pagesOfLog(source, head, position)) {
    for (const run of runsOf(page)) {
      await appendRun(target, run);
      copied += run.length;
      onEvents(copied);
    }
  }
}

function interrupted(name: string): Interrupted {
  return new Interrupted(`Interrupted while events were ${name}: run it again, and it goes on from there.`);
}

function incomplete({ events }: Comparison, head: Position): CommandFailed {
  return new CommandFailed(
    `The target ends after ${events} events, and the source has more up to position ${head}: run it again.`,
  );
}
