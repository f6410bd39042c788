import { isDeepStrictEqual } from 'node:util';
import { LogVerifier } from '#audit';
import type { EventReader, Position, RecordedEvent } from '#event-store';
import { CommandFailed } from '../errors.js';
import { printable } from '../output/printable.js';
import { pagesOfLog } from '../verify/pages.js';

/** How much of the source the target holds. */
export interface Comparison {
  readonly events: number;
  readonly streams: number;
  /** Position in the source of the last event that the target holds. */
  readonly position: Position;
  /** Whether the target holds all of it. */
  readonly complete: boolean;
  /** Of each broken stream the first event that does not fit. */
  readonly broken: readonly RecordedEvent[];
}

/**
 * Walks through the programme's events of both stores side by side, and verifies the hash chains. The target has to
 * hold the beginning of the source, event by event in the same order, and nothing else of the programme.
 *
 * @param upTo position in the source, included
 * @param onEvents told how many events have been compared
 * @throws CommandFailed when the target holds something else
 */
export async function compare(
  source: EventReader,
  target: EventReader,
  upTo: Position,
  onEvents: (events: number) => void,
): Promise<Comparison> {
  const verifier = new LogVerifier<RecordedEvent>();
  const originals = oneByOne(pagesOfLog(source, upTo));
  let position = 0n;
  for await (const page of pagesOfLog(target, await target.headPosition())) {
    for (const copy of page) {
      const { value: original } = await originals.next();
      if (!original || !isCopyOf(original, copy)) throw otherEvent(copy);
      verifier.take(copy);
      position = original.position;
    }
    onEvents(verifier.events);
  }
  const { done: complete = false } = await originals.next();
  const { events, streams, broken } = verifier;
  return { events, streams, position, complete, broken };
}

async function* oneByOne(
  pages: AsyncIterable<readonly RecordedEvent[]>,
): AsyncGenerator<RecordedEvent, undefined> {
  for await (const page of pages) yield* page;
}

function isCopyOf(original: RecordedEvent, copy: RecordedEvent): boolean {
  return isDeepStrictEqual(whatIsCopied(original), whatIsCopied(copy));
}

/** Each store has positions of its own, and its own clock. */
function whatIsCopied({ stream, revision, id, type, data, metadata }: RecordedEvent): object {
  return { stream, revision, id, type, data, metadata };
}

function otherEvent({ stream, revision, id }: RecordedEvent): CommandFailed {
  return new CommandFailed(
    `The target holds an event of the programme that is not the source's next one (revision ${revision} of ${printable(stream)}, id ${id}): copy to a store that is empty or holds the beginning of this source alone.`,
  );
}
