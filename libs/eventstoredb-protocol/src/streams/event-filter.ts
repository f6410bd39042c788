import type { LogFilter } from '#event-store/embedded';
import { invalidArgument } from '../rpc/errors.js';
import { patternMatcher } from './pattern.js';

/** What a filter asks for: one of the prefixes, or the pattern where there is one. */
export interface FilterTerms {
  readonly on: LogFilter['on'];
  readonly prefixes: readonly string[];
  readonly pattern: string;
}

/** Filters of reads and of persistent subscriptions have these in common. */
interface FilterOptions {
  hasStreamIdentifier(): boolean;
  getStreamIdentifier(): FilterExpression | undefined;
  getEventType(): FilterExpression | undefined;
}

interface FilterExpression {
  getRegex(): string;
  getPrefixList(): string[];
}

/** @throws RpcError INVALID_ARGUMENT */
export function readFilter(filter: FilterOptions): LogFilter {
  return filterOf(readFilterTerms(filter));
}

/** @throws RpcError INVALID_ARGUMENT when they are missing */
export function readFilterTerms(filter: FilterOptions): FilterTerms {
  const on = filter.hasStreamIdentifier() ? 'stream' : 'type';
  const expression = filter.getStreamIdentifier() ?? filter.getEventType();
  if (!expression) throw invalidArgument('The filter names neither stream identifiers nor event types.');
  return { on, prefixes: expression.getPrefixList(), pattern: expression.getRegex() };
}

/** The filter of a read or subscription. @throws RpcError INVALID_ARGUMENT when the pattern is not served */
export function filterOf({ on, prefixes, pattern }: FilterTerms): LogFilter {
  if (pattern !== '') return { on, passes: patternMatcher(pattern) };
  return { on, passes: (text) => prefixes.some((prefix) => text.startsWith(prefix)) };
}
