import type { EmbeddedLog, LogEvent } from '#event-store/embedded';
import type { ResolvedEvent } from '../messages/read-event.js';

/** The type of an event that stands for another one, whose revision and stream it names: `3@orders`. */
export const LINK_TYPE = '$>';
const LINK = /^(\d{1,16})@(.+)$/s;

/** An event as it is sent: a link with the event that it names, when the client wants links resolved. */
export async function resolveLink(
  log: EmbeddedLog,
  event: LogEvent,
  resolveLinks: boolean,
): Promise<ResolvedEvent> {
  if (!resolveLinks || event.type !== LINK_TYPE) return { event };
  const [, revision, stream] = LINK.exec(Buffer.from(event.data).toString('utf8')) ?? [];
  if (revision === undefined || stream === undefined) return { event: undefined, link: event };
  const from = Number(revision);
  const page = await log.readStream(stream, { from, limit: 1 }).catch(() => undefined);
  return { event: page?.events.find((found) => found.revision === from), link: event };
}
