import { setTimeout as delay } from 'node:timers/promises';
import type { Notice } from '../notice.js';
import type { Failures } from './failures.js';
import type { Projector } from './generations/projector.js';
import type { OperatorRequests } from './operator-requests.js';
import { BEAT } from './partitions/liveness.js';
import type { Membership } from './partitions/membership.js';
import type { Share } from './partitions/share.js';

/** Milliseconds between two looks at what operators ask. */
const TICK = 250;
/** Milliseconds between two records of the status while nothing is rebuilt. */
const RECORD = 1_000;

/** What a runner can fail at, in the words that people are told it in. */
export const SHARING = 'Sharing the projections among workers';
export const RECORDING = 'Recording the status of the projections';
export const lookingAfter = (projection: string): string => `Looking after projection ${projection}`;
const LOOKING_FOR_REQUESTS = 'Looking for what is asked of the projections';

/** What a runner works with while it has a share. */
export interface Chores {
  readonly share: Share;
  readonly membership: Membership;
  readonly projectors: readonly Projector[];
  readonly requests: OperatorRequests;
  /** Records the status of the projections. */
  readonly record: () => Promise<void>;
  readonly failures: Failures;
  /** Asks for a look before the next one is due. */
  readonly woken: Notice;
}

/**
 * Does, beside the folding, what is due from time to time, until the signal or until the share is another one. It goes
 * on beating until all is done: a chore may take long, and a worker that is silent meanwhile would be taken for dead.
 */
export async function keepChores(chores: Chores, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const done = new AbortController();
  const lookingAfterAll = lookAfter(chores, AbortSignal.any([signal, over.signal])).finally(() => {
    done.abort();
  });
  const beating = keepBeating(chores, done.signal, () => {
    over.abort();
  });
  await Promise.all([lookingAfterAll, beating]);
}

/** @param changed told that the share is another one */
async function keepBeating(
  { share, membership, failures }: Chores,
  signal: AbortSignal,
  changed: () => void,
): Promise<void> {
  for (;;) {
    await delay(BEAT, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    await failures.attempt(SHARING, async () => {
      if ((await membership.beat(share.partitions)) !== share) changed();
    });
  }
}

/** Each chore by itself: one that fails keeps none of the others from being done. */
async function lookAfter(
  { projectors, requests, record, failures, woken }: Chores,
  signal: AbortSignal,
): Promise<void> {
  let recordDue = 0;
  while (!signal.aborted) {
    for (const projector of projectors) {
      await failures.attempt(lookingAfter(projector.projection.name), () => projector.tick());
    }
    await failures.attempt(LOOKING_FOR_REQUESTS, () => requests.answer());
    const isFilling = projectors.some(({ filling }) => filling);
    if (isFilling || performance.now() >= recordDue) {
      if (await failures.attempt(RECORDING, record)) recordDue = performance.now() + RECORD;
    }
    await woken.waitIdly(signal, TICK);
  }
}
