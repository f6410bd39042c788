import { randomUUID } from 'node:crypto';
import { Refusal } from '#sqlite';
import { metastreamOf } from '../stream-names.js';
import type { Appended, RemovalRequest, WrongRevision } from './write-request.js';
import { REMOVED, TOMBSTONE_REVISION, type StreamLimitsTable } from './stream-limits.js';
import type { EventWriter } from './event-writer.js';
import type { StreamHead, StreamHeads } from './stream-heads.js';
import type { StreamMetadata } from './stream-metadata.js';

/** Deletes streams as EventStoreDB does. The events stay in the log. */
export class StreamRemoval {
  constructor(
    private readonly heads: StreamHeads,
    private readonly events: EventWriter,
    private readonly limits: StreamLimitsTable,
    private readonly metadata: StreamMetadata,
  ) {}

  /** @param isRemoved whether it was deleted before, and not written to since */
  remove(
    { remove, stream, expected }: RemovalRequest,
    head: StreamHead | undefined,
    isRemoved: boolean,
  ): Appended {
    const actual = head?.revision ?? -1;
    const exists = head !== undefined || this.heads.find(metastreamOf(stream)) !== undefined;
    const asExpected =
      expected === 'any' ||
      (expected === 'no_stream' && isRemoved) ||
      (expected === 'stream_exists' ? exists : actual === (expected === 'no_stream' ? -1 : expected));
    if (!asExpected || (remove === 'soft' && !exists)) {
      throw new Refusal({ stream, expected, actual: head?.revision ?? 'no_stream' } satisfies WrongRevision);
    }
    return remove === 'soft' ? this.metadata.hide(stream) : this.#bury(stream, head);
  }

  #bury(stream: string, head: StreamHead | undefined): Appended {
    const grave = head ?? this.heads.create(stream);
    grave.revision = TOMBSTONE_REVISION - 1;
    const raw = { isJson: false, data: new Uint8Array(), metadata: new Uint8Array() };
    const tombstone = { id: randomUUID(), type: '$streamDeleted', data: '{}', metadata: '{}', raw };
    this.limits.put(stream, { truncateBefore: REMOVED, maxCount: null, maxAge: null, tombstone: 1 });
    return this.events.write(grave, [tombstone]);
  }
}
