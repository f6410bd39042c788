import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { EventReader, RecordedEvent } from '#event-store';

/** Events in a page: what is made of so many holds up other work for some milliseconds. */
const PAGE = 100;

/**
 * The events of a stream, oldest first, in pages none of which is empty. The first page has been read; each time
 * that they are gone through, the others are read anew, as they are asked for. Other work has its turn in between.
 */
export class EventPages implements AsyncIterable<readonly RecordedEvent[]> {
  private constructor(
    private readonly reader: Pick<EventReader, 'readStream'>,
    private readonly stream: string,
    /** Empty when nothing is recorded. */
    readonly first: readonly RecordedEvent[],
  ) {}

  static async open(reader: Pick<EventReader, 'readStream'>, stream: string): Promise<EventPages> {
    return new EventPages(reader, stream, await reader.readStream(stream, { limit: PAGE }));
  }

  /** Whether there was no more than the first page when that was read. */
  get isOne(): boolean {
    return this.first.length < PAGE;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly RecordedEvent[], void> {
    let page = this.first;
    for (let from = 0; page.length > 0;) {
      yield page;
      if (page.length < PAGE) return;
      from += page.length;
      await turnOfTheLoop();
      page = await this.reader.readStream(this.stream, { from, limit: PAGE });
    }
  }
}
