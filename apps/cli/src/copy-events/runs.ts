import type { RecordedEvent } from '#event-store';

/** Bytes of data and metadata that an append takes at most, with room to spare for how the store writes them. */
const MOST_BYTES = 900 * 1024;
const MOST_EVENTS = 100;

/** Neighbours in the log that are of one stream, at least one, to be appended together. */
export type Run = readonly [RecordedEvent, ...RecordedEvent[]];

/** Splits events, in the order of the log, where the stream changes or an append would become too large. */
export function* runsOf(events: readonly RecordedEvent[]): Generator<Run, void> {
  let run: [RecordedEvent, ...RecordedEvent[]] | undefined;
  let bytes = 0;
  for (const event of events) {
    const size = bytesOf(event);
    if (run?.[0].stream === event.stream && run.length < MOST_EVENTS && bytes + size <= MOST_BYTES) {
      run.push(event);
      bytes += size;
      continue;
    }
    if (run) yield run;
    run = [event];
    bytes = size;
  }
  if (run) yield run;
}

function bytesOf({ data, metadata }: RecordedEvent): number {
  return Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(metadata));
}
