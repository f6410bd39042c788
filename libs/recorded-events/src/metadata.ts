import type { RecordedEvent } from '#event-store';

/** What is recorded of every event besides what it says. */
export interface EventMetadata {
  readonly commandId: string;
  /** Keyed hash of what the command said: the same id with another content is refused. */
  readonly commandHash: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: string;
  /** When it happened in the world. */
  readonly occurredAt: string;
  /** What the clock said when it was decided. */
  readonly recordedAt: string;
  readonly schemaVersion: number;
  readonly previousHash: string | null;
  readonly hash: string;
}

/** Only commands write the programme's streams, so that the stored metadata has this form. */
export function metadataOf(event: Pick<RecordedEvent, 'metadata'>): EventMetadata {
  return event.metadata as unknown as EventMetadata;
}
