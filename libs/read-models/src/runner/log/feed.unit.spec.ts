import { setImmediate } from 'node:timers/promises';
import type { AllBatch } from '#event-store';
import { Foldings } from '../foldings.js';
import { Feed, type OnFailure, type Place } from './feed.js';

const LENGTH = 10;
const never = new AbortController().signal;

/** A feed over a log of some batches, and how many of them it has read. */
function feedOfBatches() {
  const log = { read: 0 };
  async function* batches(): AsyncGenerator<AllBatch> {
    while (log.read < LENGTH) {
      log.read += 1;
      yield { events: [], position: BigInt(log.read), caughtUp: log.read === LENGTH };
    }
  }
  const foldings = new Foldings();
  const feed = new Feed(0n, batches, foldings, () => undefined);
  return { feed, log, foldings };
}

/** A feed is patient with readers that stay: with those of a test that is over it would be for seconds. */
const leaving: (() => void)[] = [];
afterEach(() => {
  for (const leave of leaving.splice(0)) leave();
});

function joined(feed: Feed, onFailure: OnFailure = () => undefined): Place {
  const place = feed.join(0n, onFailure);
  leaving.push(() => {
    feed.leave(place);
  });
  return place;
}

async function positionsOf(feed: Feed, place: Place): Promise<readonly bigint[]> {
  const positions: bigint[] = [];
  for (;;) {
    const batch = await feed.take(place, never);
    if (typeof batch !== 'object') return positions;
    positions.push(batch.position);
  }
}

describe('a feed', () => {
  const all = Array.from({ length: LENGTH }, (_, index) => BigInt(index + 1));

  it('gives every reader every batch, in order', async () => {
    const { feed } = feedOfBatches();
    const places = [joined(feed), joined(feed), joined(feed)];
    expect(await Promise.all(places.map((place) => positionsOf(feed, place)))).toEqual([all, all, all]);
  });

  it('reads the next batch when every reader has taken the last one, and not before', async () => {
    const { feed, log } = feedOfBatches();
    const [quick, slow] = [joined(feed), joined(feed)];
    await feed.take(quick, never);
    const second = feed.take(quick, never);
    await setImmediate();
    expect(log.read).toBe(1);
    await feed.take(slow, never);
    expect(await second).toMatchObject({ position: 2n });
    await setImmediate();
    expect(log.read).toBe(2);
  });

  it('reads the next batch when the last one was folded, and not before', async () => {
    const { feed, log, foldings } = feedOfBatches();
    const place = joined(feed);
    await feed.take(place, never);
    const readBefore: number[] = [];
    for (let fold = 0; fold < 5; fold += 1) void foldings.run(() => readBefore.push(log.read));
    expect(await feed.take(place, never)).toMatchObject({ position: 2n });
    expect(readBefore).toEqual([1, 1, 1, 1, 1]);
  });

  it('waits no longer for a reader that leaves', async () => {
    const { feed } = feedOfBatches();
    const [stays, leaves] = [joined(feed), joined(feed)];
    await feed.take(leaves, never);
    const rest = positionsOf(feed, stays);
    await setImmediate();
    feed.leave(leaves);
    expect(await rest).toEqual(all);
  });
});
