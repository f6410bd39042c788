import type { FilterTerms } from '../../streams/event-filter.js';
import { STRATEGIES, type GroupSettings, type StrategyName } from '../core/settings.js';
import type { GroupConfig } from '../group-config.js';
import { UnreadableConfig } from './unreadable-config.js';
import { placeText, readPlace, readStart, startText } from './place-text.js';

/** The stored format, in EventStoreDB's terms: it is versioned with care. */
interface StoredEntry {
  readonly stream: string;
  readonly group: string;
  readonly filter?: FilterTerms;
  readonly resolveLinkTos: boolean;
  readonly extraStatistics: boolean;
  readonly messageTimeout: number;
  readonly startPosition: string;
  /** Ours: where `startPosition` was when it was set. */
  readonly startAfter: string;
  readonly liveBufferSize: number;
  readonly historyBufferSize: number;
  readonly maxRetryCount: number;
  readonly readBatchSize: number;
  readonly checkPointAfter: number;
  readonly minCheckPointCount: number;
  readonly maxCheckPointCount: number;
  readonly maxSubscriberCount: number;
  readonly namedConsumerStrategy: StrategyName;
}

const VERSION = '2';

export function storedConfig(groups: readonly GroupConfig[]): object {
  return { version: VERSION, entries: groups.map(entryOf) };
}

/** @throws UnreadableConfig when it is not the JSON of a stored configuration */
export function readConfig(data: Uint8Array): readonly GroupConfig[] {
  const stored = parse(Buffer.from(data).toString('utf8'));
  if (!isConfig(stored)) throw new UnreadableConfig();
  return stored.entries.map(groupOf);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableConfig({ cause: error });
  }
}

function entryOf({ stream, group, filter, settings, startFrom, startAfter }: GroupConfig): StoredEntry {
  const { strategy, ...others } = settings;
  return {
    stream,
    group,
    ...(filter && { filter }),
    ...others,
    startPosition: startText(stream, startFrom),
    startAfter: placeText(stream, startAfter),
    namedConsumerStrategy: strategy,
  };
}

function groupOf(entry: StoredEntry): GroupConfig {
  const { stream, group, filter, startPosition, startAfter, namedConsumerStrategy, ...others } = entry;
  const settings: GroupSettings = { ...others, strategy: namedConsumerStrategy };
  const after = readPlace(startAfter);
  if (after === undefined) throw new UnreadableConfig();
  return { stream, group, filter, settings, startFrom: readStart(startPosition), startAfter: after };
}

function isConfig(stored: unknown): stored is { readonly entries: readonly StoredEntry[] } {
  if (typeof stored !== 'object' || stored === null) return false;
  const { version, entries } = stored as Readonly<Record<string, unknown>>;
  return version === VERSION && Array.isArray(entries) && entries.every(isEntry);
}

function isEntry(value: unknown): value is StoredEntry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Readonly<Record<keyof StoredEntry, unknown>>;
  const texts = [entry.stream, entry.group, entry.startPosition, entry.startAfter];
  const numbers = [
    entry.messageTimeout,
    entry.liveBufferSize,
    entry.historyBufferSize,
    entry.maxRetryCount,
    entry.readBatchSize,
    entry.checkPointAfter,
    entry.minCheckPointCount,
    entry.maxCheckPointCount,
    entry.maxSubscriberCount,
  ];
  return (
    texts.every((text) => typeof text === 'string') &&
    numbers.every((number) => typeof number === 'number') &&
    typeof entry.resolveLinkTos === 'boolean' &&
    typeof entry.extraStatistics === 'boolean' &&
    (entry.filter === undefined || isFilter(entry.filter)) &&
    STRATEGIES.some((strategy) => strategy === entry.namedConsumerStrategy)
  );
}

function isFilter(value: unknown): value is FilterTerms {
  if (typeof value !== 'object' || value === null) return false;
  const { on, prefixes, pattern } = value as Readonly<Record<keyof FilterTerms, unknown>>;
  const arePrefixes = Array.isArray(prefixes) && prefixes.every((prefix) => typeof prefix === 'string');
  return (on === 'stream' || on === 'type') && arePrefixes && typeof pattern === 'string';
}
