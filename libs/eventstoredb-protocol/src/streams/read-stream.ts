import streams from '@eventstore/db-client/generated/streams_pb.js';
import { StreamDeleted, type EmbeddedLog } from '#event-store/embedded';
import { revisionNumber } from '../messages/expected-revision.js';
import { readStreamName, streamIdentifier } from '../messages/stream-name.js';
import { invalidArgument } from '../rpc/errors.js';
import type { EventSender } from './event-sender.js';
import { isBackwards, nextLimit, readCount } from './read-options.js';

const { RevisionOptionCase } = streams.ReadReq.Options.StreamOptions;

/** Sends a part of a stream, or that there is no such stream; and where the stream ends, if the client asks. */
export async function readStream(
  log: EmbeddedLog,
  options: streams.ReadReq.Options,
  sender: EventSender,
): Promise<void> {
  const stream = readStreamName(options.getStream()?.getStreamIdentifier());
  const direction = isBackwards(options) ? 'backwards' : 'forwards';
  const tellsEnds = (options.getControlOption()?.getCompatibility() ?? 0) >= 1;
  const wanted = readFrom(options.getStream(), direction);
  let from = wanted;
  let left = readCount(options);
  let lastRevision: number | undefined;
  while (left > 0 && from >= 0) {
    const page = await log.readStream(stream, { direction, from, limit: nextLimit(left) });
    if (page.state === 'tombstoned') throw new StreamDeleted(stream);
    if (page.state === 'missing') return sender.response(notFound(stream));
    const [first] = page.events;
    if (tellsEnds && from === wanted && first && first.revision > wanted) {
      await sender.response(new streams.ReadResp().setFirstStreamPosition(String(first.revision)));
    }
    for (const event of page.events) await sender.event(event);
    lastRevision = page.lastRevision;
    const last = page.events.at(-1);
    if (page.end || !last) break;
    left -= page.events.length;
    from = direction === 'forwards' ? last.revision + 1 : last.revision - 1;
  }
  if (tellsEnds && lastRevision !== undefined) {
    await sender.response(new streams.ReadResp().setLastStreamPosition(String(lastRevision)));
  }
}

/** The first revision to read. Whatever lies beyond an end stands for that end. */
function readFrom(
  options: streams.ReadReq.Options.StreamOptions | undefined,
  direction: 'forwards' | 'backwards',
): number {
  switch (options?.getRevisionOptionCase()) {
    case RevisionOptionCase.REVISION:
      return revisionNumber(options.getRevision());
    case RevisionOptionCase.START:
      return 0;
    case RevisionOptionCase.END:
      return Number.MAX_SAFE_INTEGER;
    default:
      throw invalidArgument(`The revision to read ${direction} from is missing.`);
  }
}

function notFound(stream: string): streams.ReadResp {
  const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream));
  return new streams.ReadResp().setStreamNotFound(missing);
}
