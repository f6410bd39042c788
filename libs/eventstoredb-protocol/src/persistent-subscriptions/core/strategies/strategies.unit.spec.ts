import { acknowledged, arrival, given, inWords, joined, left, message } from '../testing/given-group.js';
import { Group } from '../group.js';
import { DEFAULTS, messages } from '../testing/given-group.js';

describe('round robin', () => {
  it('gives each consumer one in turn, and passes over who has no room', () => {
    given({}, joined('a', 1), joined('b'), joined('c'), arrival(...messages(0, 4)))
      .then('m0→a', 'm1→b', 'm2→c', 'm3→b', 'm4→c')
      .when(left('c'))
      .then('m2→b (1)', 'm4→b (1)');
  });
});

describe('dispatch to single', () => {
  const strategy = 'DispatchToSingle';

  it('gives all to one consumer until it has no room', () => {
    given({ strategy }, joined('a', 2), joined('b', 2), arrival(...messages(0, 2)))
      .then('m0→a', 'm1→a', 'm2→b')
      .when(acknowledged('m0', 'm1'))
      .when(arrival(message(3)))
      .then('m3→b')
      .when(arrival(message(4)))
      .then('m4→a');
  });
});

describe('pinned', () => {
  const strategy = 'Pinned';
  const owners = (words: readonly string[]) =>
    new Map(words.map((word) => word.split('→') as [string, string]));

  function shares(consumers: readonly string[]): Map<string, string> {
    const group = new Group<number>({ ...DEFAULTS, strategy }, -1n, 0);
    for (const consumer of consumers) group.handle(joined(consumer, 1_000), 0);
    return owners(group.handle(arrival(...messages(0, 299)), 0).map(inWords));
  }

  it('gives the messages of one stream to one consumer, in their order', () => {
    const ofTwo = Array.from({ length: 8 }, (_, place) => message(place, place % 2 === 0 ? 'x' : 'y'));
    const group = new Group<number>({ ...DEFAULTS, strategy }, -1n, 0);
    for (const consumer of ['a', 'b', 'c']) group.handle(joined(consumer), 0);
    const given = owners(group.handle(arrival(...ofTwo), 0).map(inWords));
    expect([...given.keys()]).toEqual(ofTwo.map(({ id }) => id));
    expect(new Set(['m0', 'm2', 'm4', 'm6'].map((id) => given.get(id))).size).toBe(1);
    expect(new Set(['m1', 'm3', 'm5', 'm7'].map((id) => given.get(id))).size).toBe(1);
  });

  it('shares the streams out evenly', () => {
    const counts = new Map<string, number>();
    for (const owner of shares(['a', 'b', 'c']).values()) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    for (const count of counts.values()) expect(count).toBeGreaterThan(50);
    expect(counts.size).toBe(3);
  });

  it('moves only its own share of the streams when a consumer joins', () => {
    const [two, three] = [shares(['a', 'b']), shares(['a', 'b', 'c'])];
    const moved = [...three].filter(([id, owner]) => owner !== two.get(id));
    expect(new Set(moved.map(([, owner]) => owner))).toEqual(new Set(['c']));
  });

  it('does not move a stream while one of its messages is in flight', () => {
    const all = Array.from({ length: 30 }, (_, place) => message(place, `stream-${place % 10}`));
    const play = given({ strategy }, joined('a', 100), arrival(...all.slice(0, 10)));
    for (const consumer of ['b', 'c', 'd']) play.when(joined(consumer));
    play
      .when(arrival(...all.slice(10, 20)))
      .then(...all.slice(10, 20).map(({ id }) => `${id}→a`))
      .when(acknowledged(...all.slice(0, 20).map(({ id }) => id)));
    const later = play.group.handle(arrival(...all.slice(20)), 0).map(inWords);
    expect(new Set(owners(later).values()).size).toBeGreaterThan(1);
  });

  it('passes over a stream whose consumer has no room, so that the others go on', () => {
    const owner = shares(['a', 'b']);
    const mine = [...owner].filter(([, consumer]) => consumer === 'a').map(([id]) => Number(id.slice(1)));
    const theirs = [...owner].filter(([, consumer]) => consumer === 'b').map(([id]) => Number(id.slice(1)));
    const [first = 0, second = 0] = mine;
    const [other = 0] = theirs;
    const pinnedTo = (place: number, stream: number) => message(place, `stream-${stream}`);
    given(
      { strategy },
      joined('a', 1),
      joined('b', 1),
      arrival(pinnedTo(1, first), pinnedTo(2, second), pinnedTo(3, first), pinnedTo(4, other)),
    )
      .then('m1→a', 'm4→b')
      .when(acknowledged('m1'))
      .then('m2→a');
  });
});
