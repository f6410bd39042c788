/** How a group shares its messages out among its consumers, by EventStoreDB's names. */
export const STRATEGIES = ['RoundRobin', 'DispatchToSingle', 'Pinned', 'PinnedByCorrelation'] as const;
export type StrategyName = (typeof STRATEGIES)[number];

/** What an operator sets for a group; names and meaning as in EventStoreDB 23.10. Times are milliseconds. */
export interface GroupSettings {
  readonly resolveLinkTos: boolean;
  /** Whether the time that each consumer takes over its messages is measured. */
  readonly extraStatistics: boolean;
  /** How long a consumer may take over a message before somebody else gets it; 0: as long as it likes. */
  readonly messageTimeout: number;
  /** How often a message is delivered again before it is parked. */
  readonly maxRetryCount: number;
  readonly checkPointAfter: number;
  /** Fewer messages than these are not worth a checkpoint, however long ago the last one was. */
  readonly minCheckPointCount: number;
  /** So many messages are worth a checkpoint at once. */
  readonly maxCheckPointCount: number;
  /** 0: any number. */
  readonly maxSubscriberCount: number;
  /** Kept and shown, without effect: what is new is read from the log, which is all the buffer that it needs. */
  readonly liveBufferSize: number;
  readonly readBatchSize: number;
  /** Most messages that are read ahead of the consumers. */
  readonly historyBufferSize: number;
  readonly strategy: StrategyName;
}
