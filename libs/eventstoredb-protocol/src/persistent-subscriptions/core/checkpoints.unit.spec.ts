import {
  acknowledged,
  arrival,
  given,
  joined,
  message,
  messages,
  refused,
  ticked,
} from './testing/given-group.js';

const acks = (from: number, to: number) => acknowledged(...messages(from, to).map(({ id }) => id));
const many = { readBatchSize: 100 };

describe('the checkpoint of a group', () => {
  it('is written at once after so many messages', () => {
    given({ maxCheckPointCount: 3 }, joined('a'), arrival(...messages(0, 5)))
      .when(acks(0, 1))
      .then()
      .when(acks(2, 2))
      .then('checkpoint 2');
  });

  it('is written after a time, when it is worth it', () => {
    const play = given({ minCheckPointCount: 2 }, joined('a'), arrival(...messages(0, 5)));
    play.when(acks(0, 0)).then();
    expect(play.group.dueAt).toBe(30_000);
    play.when(acks(1, 1)).then();
    expect(play.group.dueAt).toBe(2_000);
    play.when(ticked, 1_999).then().when(ticked, 2_000).then('checkpoint 1');
    play.when(acks(2, 3), 3_000).then().when(ticked, 4_000).then('checkpoint 3');
  });

  it('never passes a message that is not done', () => {
    given({ maxCheckPointCount: 1 }, joined('a'), arrival(...messages(0, 5)))
      .when(acks(1, 5))
      .then()
      .when(refused('a', 'retry', 'm0'))
      .then('m0→a (1)')
      .when(acks(0, 0))
      .then('checkpoint 5');
  });

  it('waits until what is parked is on the disk', () => {
    const first = message(0);
    given({ maxCheckPointCount: 1 }, joined('a'), arrival(first))
      .when(refused('a', 'park', 'm0'))
      .then("park m0: Client explicitly NAK'ed message.\nbecause")
      .when({ type: 'parked', message: first })
      .then('checkpoint 0');
  });

  it('passes over what did not concern the group', () => {
    given({ ...many, maxCheckPointCount: 2 }, joined('a'), {
      type: 'arrived',
      messages: [message(3), message(7)],
      upTo: 9n,
      isEnd: true,
    })
      .when(acknowledged('m3'))
      .then()
      .when(acknowledged('m7'))
      .then('checkpoint 9');
  });

  it('moves also where nothing concerns the group, though not for a few events', () => {
    const passed = (upTo: bigint) => ({ type: 'arrived', messages: [], upTo, isEnd: true }) as const;
    given({ minCheckPointCount: 1 }, joined('a'))
      .when(passed(100n))
      .when(ticked, 5_000)
      .then()
      .when(passed(1_200n), 5_001)
      .then('checkpoint 1200')
      .when(passed(1_300n), 10_000)
      .then();
  });
});
