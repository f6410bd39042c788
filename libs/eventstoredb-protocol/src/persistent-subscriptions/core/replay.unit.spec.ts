import type { Input } from './exchange.js';
import { acknowledged, arrival, given, joined, message, parked, refused } from './testing/given-group.js';

const request = (first: number, stop: number): Input<number> => ({
  type: 'replayRequested',
  first: BigInt(first),
  stop: BigInt(stop),
});

function replayed(from: number, next: number): Input<number> {
  const revisions = Array.from({ length: next - from }, (_, index) => from + index);
  return { type: 'replayed', messages: revisions.map(parked), next: BigInt(next) };
}

describe('the replay of parked messages', () => {
  it('reads what is parked, page by page, while somebody is there to read for', () => {
    const { group, when } = given({ readBatchSize: 3 }, request(2, 7));
    expect(group.wantedParked).toBeUndefined();
    when(joined('a', 1));
    expect(group.wantedParked).toEqual({ from: 2n, limit: 3 });
    when(replayed(2, 5));
    expect(group.wantedParked).toEqual({ from: 5n, limit: 2 });
    when(replayed(5, 7));
    expect(group.wantedParked).toBeUndefined();
    expect(group.isReplaying).toBe(true);
  });

  it('delivers after what is to be tried again, and before what is new', () => {
    given({}, joined('a', 1), arrival(message(10), message(11)), request(0, 2), replayed(0, 2))
      .when(refused('a', 'retry', 'm10'))
      .then('m10→a (1)')
      .when(acknowledged('m10'))
      .then('p0→a')
      .when(acknowledged('p0'))
      .then('p1→a')
      .when(acknowledged('p1'))
      .then('m11→a', 'forget parked before 2');
  });

  it('forgets what is parked only when it is done, or parked anew', () => {
    const page = [parked(0), parked(1)] as const;
    const play = given({}, joined('a'), request(0, 2), { type: 'replayed', messages: page, next: 2n });
    play.when(acknowledged('p1')).then();
    play.when(refused('a', 'park', 'p0')).then("park p0: Client explicitly NAK'ed message.\nbecause");
    expect(play.group.isReplaying).toBe(true);
    play.when({ type: 'parked', message: page[0] }).then('forget parked before 2');
    expect(play.group.isReplaying).toBe(false);
  });

  it('forgets from time to time what is done, before all of it is', () => {
    const play = given({}, joined('a'), request(0, 3), replayed(0, 3));
    play.when(acknowledged('p0'), 400).then();
    expect(play.group.dueAt).toBe(1_000);
    play.when(acknowledged('p1'), 900).then().when({ type: 'ticked' }, 1_000).then('forget parked before 2');
    play
      .when({ type: 'ticked' }, 2_000)
      .then()
      .when(acknowledged('p2'), 2_001)
      .then('forget parked before 3');
  });

  it('is wider when another is asked for meanwhile', () => {
    const { group, when } = given({}, joined('a'), request(0, 2), replayed(0, 2));
    when(request(0, 5));
    expect(group.wantedParked).toEqual({ from: 2n, limit: 3 });
    when(request(0, 1));
    expect(group.wantedParked).toEqual({ from: 2n, limit: 3 });
  });

  it('does not move the checkpoint', () => {
    given({ maxCheckPointCount: 1 }, joined('a'), request(0, 1), replayed(0, 1))
      .when(acknowledged('p0'))
      .then('forget parked before 1');
  });

  it('has nothing to do where nothing is parked', () => {
    const { group } = given({}, joined('a'), request(4, 4));
    expect(group.wantedParked).toBeUndefined();
    expect(group.isReplaying).toBe(false);
  });
});
