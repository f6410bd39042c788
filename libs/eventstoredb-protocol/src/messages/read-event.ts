import type shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { LogEvent } from '#event-store/embedded';
import { streamIdentifier } from './stream-name.js';

const { ReadEvent } = streams.ReadResp;

/** A tombstone stands at EventStoreDB's highest revision, 2^63 - 1, which no number here can hold. */
const LAST_SAFE_REVISION = Number.MAX_SAFE_INTEGER - 2;
const TOMBSTONE_REVISION = '9223372036854775807';
const TICKS_PER_MILLISECOND = 10_000n;

/** An event to send, and the link that led to it, if one did. Without an event: the link leads nowhere. */
export interface ResolvedEvent {
  readonly event: LogEvent | undefined;
  readonly link?: LogEvent;
}

export type UuidForm = (id: string) => shared.UUID;

export function readResponse({ event, link }: ResolvedEvent, uuid: UuidForm): streams.ReadResp {
  const read = new ReadEvent();
  const position = (link ?? event)?.position;
  if (event) read.setEvent(recordedEvent(event, uuid));
  if (link) read.setLink(recordedEvent(link, uuid));
  if (position !== undefined) read.setCommitPosition(String(position));
  return new streams.ReadResp().setEvent(read);
}

export function recordedEvent(event: LogEvent, uuid: UuidForm): streams.ReadResp.ReadEvent.RecordedEvent {
  const position = String(event.position);
  const recorded = new ReadEvent.RecordedEvent()
    .setId(uuid(event.id))
    .setStreamIdentifier(streamIdentifier(event.stream))
    .setStreamRevision(event.revision > LAST_SAFE_REVISION ? TOMBSTONE_REVISION : String(event.revision))
    .setPreparePosition(position)
    .setCommitPosition(position)
    .setCustomMetadata(event.metadata)
    .setData(event.data);
  recorded
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.isJson ? 'application/json' : 'application/octet-stream')
    .set('created', String(BigInt(event.createdAt) * TICKS_PER_MILLISECOND));
  return recorded;
}
