import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import type { JsonObject, Position, RecordedEvent } from '../port/index.js';

/**
 * The port's event; none for what is missing (its stream was deleted or scavenged) and for what the server keeps for
 * itself, which has `$` before its stream's name or its type.
 */
export function toRecordedEvent(resolved: ResolvedEvent | AllStreamResolvedEvent): RecordedEvent | undefined {
  const { event } = resolved;
  if (event === undefined || event.streamId.startsWith('$') || event.type.startsWith('$')) return undefined;
  return {
    id: event.id,
    type: event.type,
    data: objectOf(event.data),
    metadata: objectOf(event.metadata),
    stream: event.streamId,
    revision: Number(event.revision),
    position: positionOf(resolved) ?? 0n,
    createdAt: event.created,
  };
}

/**
 * The commit position. It alone says where an event stands in the log; the prepare position is the same for all that
 * is written over gRPC.
 */
export function positionOf({
  event,
  link,
  commitPosition,
}: ResolvedEvent | AllStreamResolvedEvent): Position | undefined {
  const position = (link ?? event)?.position?.commit ?? commitPosition;
  return position === undefined ? undefined : toPosition(position);
}

/** The client's types say `bigint` of some values that are numbers. */
export function toPosition(value: bigint | number): Position {
  return BigInt(value);
}

export function revisionOf({ event, link }: ResolvedEvent): number | undefined {
  const revision = (link ?? event)?.revision;
  return revision === undefined ? undefined : Number(revision);
}

/** Malformed JSON comes as a string, what is not JSON as bytes, and what is missing as nothing. */
function objectOf(value: unknown): JsonObject {
  const isObject = typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
  return isObject && value !== null ? (value as JsonObject) : {};
}
