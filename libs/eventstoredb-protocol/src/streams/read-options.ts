import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Position } from '#event-store';
import { HIGHEST } from '../messages/highest.js';
import { invalidArgument } from '../rpc/errors.js';

const { AllOptionCase } = streams.ReadReq.Options.AllOptions;
const { ReadDirection } = streams.ReadReq.Options;

/** So many events are read from the store at once. */
const PAGE = 500;

export function isBackwards(options: streams.ReadReq.Options): boolean {
  return options.getReadDirection() === ReadDirection.BACKWARDS;
}

/** How many events the client wants. @throws RpcError INVALID_ARGUMENT when it does not say */
export function readCount(options: streams.ReadReq.Options): number {
  if (!options.hasCount()) throw invalidArgument('The count is missing.');
  return Number(options.getCount());
}

/** How many of those that are left to read next. */
export function nextLimit(left: number): number {
  return Math.min(left, PAGE);
}

/** The place in the log that a read or subscription names. @throws RpcError INVALID_ARGUMENT when it names none */
export function readPosition(
  options: streams.ReadReq.Options.AllOptions | undefined,
): Position | 'start' | 'end' {
  switch (options?.getAllOptionCase()) {
    case AllOptionCase.POSITION: {
      const position = BigInt(options.getPosition()?.getCommitPosition() ?? 0);
      return position > HIGHEST ? 'end' : position;
    }
    case AllOptionCase.START:
      return 'start';
    case AllOptionCase.END:
      return 'end';
    default:
      throw invalidArgument('The position is missing.');
  }
}
