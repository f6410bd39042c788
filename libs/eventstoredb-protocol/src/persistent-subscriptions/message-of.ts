import type { LogEvent } from '#event-store/embedded';
import type { ResolvedEvent } from '../messages/read-event.js';
import type { Message } from './core/message.js';
import type { StrategyName } from './core/settings.js';

const LINK_TYPE = '$>';

/**
 * An event as a message of a group that shares out by this strategy.
 *
 * @param source the event as it was read, before links were resolved
 */
export function toMessage(
  source: LogEvent,
  resolved: ResolvedEvent,
  place: bigint,
  strategy: StrategyName,
): Message<ResolvedEvent> {
  const bytes = sizeOf(resolved.event) + sizeOf(resolved.link);
  const pin = pinOf(resolved.event ?? source, strategy);
  return { id: source.id, pin, place, bytes, content: resolved };
}

function sizeOf(event: LogEvent | undefined): number {
  return event ? event.data.length + event.metadata.length : 0;
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
