import {
  acknowledged,
  arrival,
  given,
  joined,
  left,
  message,
  messages,
  refused,
  ticked,
} from './testing/given-group.js';

describe('a group', () => {
  it('delivers what arrives to whoever is there, and waits while nobody is', () => {
    given({}, arrival(...messages(0, 1)))
      .then()
      .when(joined('a'))
      .then('m0→a', 'm1→a')
      .when(arrival(message(2)))
      .then('m2→a');
  });

  it('gives a consumer no more than it has room for', () => {
    given({}, joined('a', 2), arrival(...messages(0, 4)))
      .then('m0→a', 'm1→a')
      .when(acknowledged('m1'))
      .then('m2→a')
      .when(acknowledged('m0', 'm2'))
      .then('m3→a', 'm4→a');
  });

  it('delivers nothing again that was acknowledged, however often it is', () => {
    given({}, joined('a', 1), arrival(message(0)))
      .when(acknowledged('m0', 'm0', 'unknown'))
      .then()
      .when(acknowledged('m0'))
      .then()
      .when(ticked, 100_000)
      .then();
  });

  it('passes over a consumer whose connection takes nothing', () => {
    given({}, joined('a'), joined('b'), { type: 'stalled', consumer: 'a' }, arrival(...messages(0, 1)))
      .then('m0→b', 'm1→b')
      .when({ type: 'stalled', consumer: 'b' })
      .then()
      .when(arrival(message(2)))
      .then()
      .when({ type: 'drained', consumer: 'a' })
      .then('m2→a');
  });

  it('never has two messages of one id in flight', () => {
    const twin = { ...message(1), id: 'm0' };
    given({}, joined('a'), arrival(message(0), twin, message(2)))
      .then('m0→a', 'm2→a')
      .when(acknowledged('m0'))
      .then('m0→a');
  });

  describe('delivers again', () => {
    it('what is refused to be tried again, before anything new', () => {
      given({}, joined('a', 2), arrival(...messages(0, 3)))
        .when(refused('a', 'retry', 'm1', 'm0'))
        .then('m0→a (1)', 'm1→a (1)');
    });

    it('what was not answered for in time', () => {
      given({ messageTimeout: 1_000 }, joined('a', 1), arrival(message(0)))
        .when(ticked, 999)
        .then()
        .when(ticked, 1_000)
        .then('m0→a (1)')
        .when(ticked, 1_999)
        .then();
    });

    it('never, where there is no time limit', () => {
      const { group } = given({ messageTimeout: 0 }, joined('a'), arrival(message(0)))
        .when(ticked, Number.MAX_SAFE_INTEGER)
        .then();
      expect(group.dueAt).toBeUndefined();
    });

    it('what a consumer had when it left, in order', () => {
      given({}, joined('a', 3), arrival(...messages(0, 3)), joined('b'))
        .then('m0→a', 'm1→a', 'm2→a', 'm3→b')
        .when(acknowledged('m1'))
        .when(left('a'))
        .then('m0→b (1)', 'm2→b (1)');
    });

    it('nothing that is acknowledged late, while it waits to be delivered again', () => {
      given({ messageTimeout: 10 }, joined('a', 1), arrival(message(0)))
        .when({ type: 'stalled', consumer: 'a' })
        .when(ticked, 10)
        .when(acknowledged('m0'), 11)
        .when({ type: 'drained', consumer: 'a' }, 12)
        .then();
    });

    it('nothing because of a late refusal by a consumer that has it no more', () => {
      given({ messageTimeout: 10 }, joined('a', 1), arrival(message(0)))
        .when({ type: 'stalled', consumer: 'a' })
        .when(joined('b'))
        .when(ticked, 10)
        .then('m0→b (1)')
        .when(refused('a', 'retry', 'm0'), 11)
        .then();
    });
  });

  describe('parks', () => {
    it('what a consumer wants parked', () => {
      given({}, joined('a'), arrival(message(0)))
        .when(refused('a', 'park', 'm0'))
        .then("park m0: Client explicitly NAK'ed message.\nbecause");
    });

    it('what was tried too often, be it refused, late or left behind', () => {
      given({ maxRetryCount: 2, messageTimeout: 10 }, joined('a'), arrival(message(0)))
        .when(refused('a', 'retry', 'm0'))
        .then('m0→a (1)')
        .when(ticked, 10)
        .then('m0→a (2)')
        .when(left('a'), 11)
        .then('park m0: Reached retry count of 2');
    });
  });

  it('skips what a consumer wants skipped', () => {
    given({ maxCheckPointCount: 1 }, joined('a'), arrival(message(0)))
      .when(refused('a', 'skip', 'm0'))
      .then('checkpoint 0');
  });

  it('lets a consumer go that wants to stop, and gives what it had to the others', () => {
    given({}, joined('a', 1), joined('b'), arrival(...messages(0, 1)))
      .when(refused('a', 'stop', 'm0'))
      .then('drop a', 'm0→b')
      .when(refused('a', 'stop', 'm0'))
      .then();
  });

  describe('reads ahead', () => {
    it('only while somebody is there to read for', () => {
      const { group, when } = given({});
      expect(group.hasRoom).toBe(false);
      when(joined('a'));
      expect(group.hasRoom).toBe(true);
      when(left('a'));
      expect(group.hasRoom).toBe(false);
    });

    it('no more than fits into its buffer', () => {
      const { group, when } = given({ historyBufferSize: 30 }, joined('a', 1), arrival(...messages(0, 10)));
      expect(group.hasRoom).toBe(true);
      when(arrival(message(11)));
      expect(group.hasRoom).toBe(false);
      when(acknowledged('m0'));
      expect(group.hasRoom).toBe(true);
    });

    it('no more while the messages that are parked are not on the disk', () => {
      const some = messages(0, 10);
      const ids = some.map(({ id }) => id);
      const { group, when } = given({ historyBufferSize: 30 }, joined('a', 100), arrival(...some));
      when(refused('a', 'park', ...ids));
      expect(group.hasRoom).toBe(false);
      when({ type: 'parked', message: some[0] ?? message(0) });
      expect(group.hasRoom).toBe(true);
    });

    it('no more while what it holds is too large', () => {
      const large = messages(0, 3).map((each) => ({ ...each, bytes: 16 * 1024 * 1024 }));
      const { group, when } = given({}, joined('a'), arrival(...large));
      expect(group.hasRoom).toBe(false);
      when(acknowledged('m3'));
      expect(group.hasRoom).toBe(true);
    });
  });
});
