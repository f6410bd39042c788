import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Position } from '#event-store';
import { invalidArgument } from '../rpc/errors.js';

const { AllOptionCase } = streams.ReadReq.Options.AllOptions;
const { ReadDirection } = streams.ReadReq.Options;

/** So many events are read from the store at once. */
const PAGE = 500;
/** EventStoreDB counts to here; what lies beyond is the end. */
const LAST_POSITION = 2n ** 63n - 1n;

export function isBackwards(options: streams.ReadReq.Options): boolean {
  return options.getReadDirection() === ReadDirection.BACKWARDS;
}

/** How many events the client wants. */
export function readCount(options: streams.ReadReq.Options): number {
  if (!options.hasCount()) throw invalidArgument('The count is missing.');
  return Number(options.getCount());
}

/** How many of those that are left to read next. */
export function nextLimit(left: number): number {
  return Math.min(left, PAGE);
}

/** The place in the log that a read or subscription names. */
export function readPosition(
  options: streams.ReadReq.Options.AllOptions | undefined,
): Position | 'start' | 'end' {
  switch (options?.getAllOptionCase()) {
    case AllOptionCase.POSITION: {
      const position = BigInt(options.getPosition()?.getCommitPosition() ?? 0);
      return position > LAST_POSITION ? 'end' : position;
    }
    case AllOptionCase.START:
      return 'start';
    case AllOptionCase.END:
      return 'end';
    default:
      throw invalidArgument('The position is missing.');
  }
}
