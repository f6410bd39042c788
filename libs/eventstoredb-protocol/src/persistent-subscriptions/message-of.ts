import type { LogEvent } from '#event-store/embedded';
import type { ResolvedEvent } from '../messages/read-event.js';
import { LINK_TYPE } from '../streams/links.js';
import { sizeOf } from '../messages/proposed-event.js';
import type { Message } from './core/message.js';
import type { StrategyName } from './core/settings.js';

/**
 * An event as a message of a group that shares out by this strategy.
 *
 * @param source the event as it was read, before links were resolved
 */
export function messageOf(
  source: LogEvent,
  resolved: ResolvedEvent,
  place: bigint,
  strategy: StrategyName,
): Message<ResolvedEvent> {
  const { event, link } = resolved;
  const bytes = (event ? sizeOf(event) : 0) + (link ? sizeOf(link) : 0);
  const pin = pinOf(event ?? source, strategy);
  return { id: source.id, pin, place, bytes, content: resolved };
}

/** What keeps messages together: their stream, or the correlation id in their metadata. */
function pinOf(event: LogEvent, strategy: StrategyName): string {
  return (strategy === 'PinnedByCorrelation' ? correlationOf(event) : undefined) ?? streamOf(event);
}

/** Of a link, resolved or not, the stream that it leads to. */
function streamOf({ stream, type, data }: LogEvent): string {
  if (type !== LINK_TYPE) return stream;
  const text = Buffer.from(data).toString('utf8');
  return text.slice(text.indexOf('@') + 1);
}

function correlationOf({ metadata }: LogEvent): string | undefined {
  try {
    const { $correlationId } = JSON.parse(Buffer.from(metadata).toString('utf8')) as Readonly<
      Record<string, unknown>
    >;
    return typeof $correlationId === 'string' ? $correlationId : undefined;
  } catch {
    return undefined;
  }
}
