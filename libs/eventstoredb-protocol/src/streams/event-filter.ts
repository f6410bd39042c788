import { RE2JS, RE2JSException } from 're2js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { LogFilter } from '#event-store/embedded';
import { invalidArgument } from '../rpc/errors.js';

/** Longest pattern that is looked at, in characters. */
const LONGEST_PATTERN = 1_000;

/**
 * The filter of a read or subscription. Patterns run on RE2, whose time does not explode on any text; it knows no
 * look-around and no back-references.
 *
 * @throws RpcError INVALID_ARGUMENT
 */
export function readFilter(filter: streams.ReadReq.Options.FilterOptions): LogFilter {
  const on = filter.hasStreamIdentifier() ? 'stream' : 'type';
  const expression = filter.getStreamIdentifier() ?? filter.getEventType();
  if (!expression) throw invalidArgument('The filter says neither stream identifier nor event type.');
  const pattern = expression.getRegex();
  if (pattern !== '') return { on, passes: matcher(pattern) };
  const prefixes = expression.getPrefixList();
  return { on, passes: (text) => prefixes.some((prefix) => text.startsWith(prefix)) };
}

function matcher(pattern: string): (text: string) => boolean {
  if (pattern.length > LONGEST_PATTERN) throw invalidArgument('The regular expression is too long.');
  try {
    const compiled = RE2JS.compile(pattern);
    return (text) => compiled.matcher(text).find();
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw invalidArgument(`The regular expression is not served: ${error.message}.`);
  }
}
