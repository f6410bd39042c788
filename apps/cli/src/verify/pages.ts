import type { EventReader, Position, RecordedEvent } from '#event-store';
import { PROGRAMME_STREAM_PREFIXES } from '#vouchers';

const PAGE = 1_000;

const filter = { streamPrefixes: PROGRAMME_STREAM_PREFIXES };

/** All events of the programme up to a position, which is included; others are linked into no hash chain. */
export async function* pagesOfLog(
  eventLog: EventReader,
  upTo: Position,
): AsyncIterable<readonly RecordedEvent[]> {
  for (let after = 0n; after < upTo;) {
    const page = await eventLog.readAll({ after, limit: PAGE, filter });
    yield page.events.filter(({ position }) => position <= upTo);
    if (page.end) return;
    after = page.position;
  }
}

/** All events of one stream. */
export async function* pagesOfStream(
  eventLog: EventReader,
  stream: string,
): AsyncIterable<readonly RecordedEvent[]> {
  for (let from = 0; ;) {
    const page = await eventLog.readStream(stream, { from, limit: PAGE });
    yield page;
    if (page.length < PAGE) return;
    from = (page.at(-1)?.revision ?? from) + 1;
  }
}
