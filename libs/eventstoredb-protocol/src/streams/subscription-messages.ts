import { randomUUID } from 'node:crypto';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Position } from '#event-store';

export function confirmation(): streams.ReadResp {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  return new streams.ReadResp().setConfirmation(confirmed);
}

export function checkpoint(position: Position): streams.ReadResp {
  const reached = new streams.ReadResp.Checkpoint()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position));
  return new streams.ReadResp().setCheckpoint(reached);
}

/** Tells the client of each change between catching up and being up to date. */
export class Liveness {
  #isLive: boolean | undefined;

  /** What to say after a batch that reached the end, or did not; nothing when that is nothing new. */
  news(caughtUp: boolean): streams.ReadResp | undefined {
    if (this.#isLive === caughtUp) return undefined;
    const isFirst = this.#isLive === undefined;
    if (isFirst && !caughtUp) return undefined;
    this.#isLive = caughtUp;
    return caughtUp
      ? new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp())
      : new streams.ReadResp().setFellBehind(new streams.ReadResp.FellBehind());
  }
}
