import type shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { TOMBSTONE_REVISION, type LogEvent } from '#event-store/embedded';
import { HIGHEST } from './highest.js';
import { streamIdentifier } from './stream-name.js';
import { ticksOf } from './ticks.js';
import type { UuidForm } from './uuid.js';

const { ReadEvent } = streams.ReadResp;

/** An event to send, and the link that led to it, if one did. Without an event: the link leads nowhere. */
export interface ResolvedEvent {
  readonly event: LogEvent | undefined;
  readonly link?: LogEvent;
}

export function readResponse({ event, link }: ResolvedEvent, uuid: UuidForm): streams.ReadResp {
  const read = new ReadEvent();
  const position = (link ?? event)?.position;
  if (event) read.setEvent(recordedEvent(new ReadEvent.RecordedEvent(), event, uuid));
  if (link) read.setLink(recordedEvent(new ReadEvent.RecordedEvent(), link, uuid));
  if (position !== undefined) read.setCommitPosition(String(position));
  return new streams.ReadResp().setEvent(read);
}

/** Answers of reads and of persistent subscriptions have these in common. */
interface RecordedEventMessage {
  setId(id: shared.UUID): unknown;
  setStreamIdentifier(identifier: shared.StreamIdentifier): unknown;
  setStreamRevision(revision: string): unknown;
  setPreparePosition(position: string): unknown;
  setCommitPosition(position: string): unknown;
  setCustomMetadata(metadata: Uint8Array): unknown;
  setData(data: Uint8Array): unknown;
  getMetadataMap(): { set(name: string, value: string): unknown };
}

/** Fills an empty message. */
export function recordedEvent<Recorded extends RecordedEventMessage>(
  recorded: Recorded,
  event: LogEvent,
  uuid: UuidForm,
): Recorded {
  const position = String(event.position);
  recorded.setId(uuid(event.id));
  recorded.setStreamIdentifier(streamIdentifier(event.stream));
  // EventStoreDB's tombstones stand at its highest revision, which the numbers of the store cannot hold.
  recorded.setStreamRevision(String(event.revision === TOMBSTONE_REVISION ? HIGHEST : event.revision));
  recorded.setPreparePosition(position);
  recorded.setCommitPosition(position);
  recorded.setCustomMetadata(event.metadata);
  recorded.setData(event.data);
  const metadata = recorded.getMetadataMap();
  metadata.set('type', event.type);
  metadata.set('content-type', event.isJson ? 'application/json' : 'application/octet-stream');
  metadata.set('created', ticksOf(event.createdAt));
  return recorded;
}
