import type { ExpectedRevision } from '#event-store';
import { invalidArgument } from '../rpc/errors.js';

/** The options of append, batch append, delete and tombstone have these in common, under two names for a number. */
type ExpectedRevisionOptions = {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
} & (
  | { hasRevision(): boolean; getRevision(): string }
  | { hasStreamPosition(): boolean; getStreamPosition(): string }
);

/** @throws RpcError INVALID_ARGUMENT when there is none */
export function readExpectedRevision(options: ExpectedRevisionOptions): ExpectedRevision {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  if ('hasRevision' in options && options.hasRevision()) return revisionNumber(options.getRevision());
  if ('hasStreamPosition' in options && options.hasStreamPosition()) {
    return revisionNumber(options.getStreamPosition());
  }
  throw invalidArgument('The expected revision is missing.');
}

/** A revision as a number. No stream gets to 2^53 - 1: what lies beyond is as wrong as that. */
export function revisionNumber(revision: string): number {
  return Math.min(Number(revision), Number.MAX_SAFE_INTEGER);
}
