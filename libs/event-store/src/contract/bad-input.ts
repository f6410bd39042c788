import { InvalidEvent, InvalidRequest, type EventStore, type NewEvent } from '../port/index.js';
import { newEvent, newEvents, newStream, pullUntil } from './fixtures.js';

class Money {
  constructor(readonly amount: number) {}
}

function circle(): object {
  const value: { self?: object } = {};
  value.self = value;
  return value;
}

const UNFIT_DATA: Readonly<Record<string, unknown>> = {
  'a bigint': { value: 1n },
  undefined: { value: undefined },
  'undefined in a list': { value: [undefined] },
  'a hole': { value: new Array(2) },
  'a function': { value: () => 1 },
  'a symbol': { value: Symbol('s') },
  NaN: { value: { deep: [Number.NaN] } },
  infinity: { value: -Infinity },
  'a date': { value: new Date(0) },
  'a map': { value: new Map() },
  'an instance of a class': { value: new Money(1) },
  'a circle': { value: circle() },
  null: null,
  'a list': [],
  'a string': 'text',
  nothing: undefined,
};

const UNFIT_NAMES: Readonly<Record<string, string>> = {
  'is empty': '',
  'has a line break': 'a\nb',
  'has a null': 'a\u0000b',
  'has half a character': 'half \ud83d',
  'begins with $': '$system',
  'has 501 characters': 'x'.repeat(501),
};

/** What a caller without a compiler could send. */
const event = (changes: object): NewEvent => ({ ...newEvent(), ...changes });

export function describeBadInput(store: () => EventStore): void {
  describe('bad input', () => {
    const stream = newStream();
    const refused = async (events: readonly NewEvent[]) => {
      await expect(store().append(stream, events, 'any')).rejects.toThrow(InvalidEvent);
      expect(await store().readStream(stream)).toEqual([]);
    };

    it.each(Object.keys(UNFIT_DATA))('refuses %s in data and in metadata', async (name) => {
      const value = UNFIT_DATA[name];
      await refused([newEvent(), event({ data: value })]);
      await refused([event({ metadata: value }), newEvent()]);
    });

    it.each([
      '',
      'abc',
      '123e4567-e89b-12d3-a456-42661417400',
      'g23e4567-e89b-12d3-a456-426614174000',
      undefined,
    ])('refuses the event id %j', (id) => refused([event({ id })]));

    it.each(Object.keys(UNFIT_NAMES))('refuses an event type that %s', (name) =>
      refused([event({ type: UNFIT_NAMES[name] })]),
    );

    it('refuses an event without a type', () => refused([event({ type: undefined })]));

    it('refuses an append of nothing', () => refused([]));

    it.each(Object.entries(UNFIT_NAMES))('refuses a stream name that %s', async (_, name) => {
      await expect(store().append(name, newEvents(1), 'any')).rejects.toThrow(InvalidRequest);
      await expect(store().readStream(name)).rejects.toThrow(InvalidRequest);
      await expect((async () => pullUntil(store().subscribeToStream(name), () => true))()).rejects.toThrow(
        InvalidRequest,
      );
    });

    it('accepts an append of almost 1 MiB, and refuses one of more', async () => {
      const large = newStream();
      const text = 'x'.repeat(1_048_000);
      await store().append(large, [newEvent('Large', { text })], 'no_stream');
      expect(await store().readStream(large)).toMatchObject([{ data: { text } }]);
      await refused([newEvent('Large', { text: `${text}${'x'.repeat(1_000)}` })]);
      await refused([newEvent('Large', { text: 'é'.repeat(524_300) })]);
      await refused([
        newEvent('Large', { text: 'x'.repeat(600_000) }),
        newEvent('Large', { text: 'x'.repeat(600_000) }),
      ]);
    });

    it.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53, 'nonsense'])(
      'refuses the expected revision %p',
      async (expected) => {
        const append = store().append(stream, newEvents(1), expected as number);
        await expect(append).rejects.toThrow(InvalidRequest);
      },
    );

    it.each([0, -1, 1.5, 10_001, Number.NaN, Infinity])('refuses the limit %p', async (limit) => {
      await expect(store().readStream(stream, { limit })).rejects.toThrow(InvalidRequest);
      await expect(store().readAll({ limit })).rejects.toThrow(InvalidRequest);
      const all = async () => pullUntil(store().subscribeToAll({ batchSize: limit }), () => true);
      await expect(all()).rejects.toThrow(InvalidRequest);
      const one = async () => pullUntil(store().subscribeToStream(stream, { batchSize: limit }), () => true);
      await expect(one()).rejects.toThrow(InvalidRequest);
    });

    it.each([-1, 0.5, Number.NaN])('refuses the revision %p to read from', async (from) => {
      await expect(store().readStream(stream, { from })).rejects.toThrow(InvalidRequest);
    });

    it.each([-1n, 2n ** 63n])('refuses the position %p', async (after) => {
      await expect(store().readAll({ after })).rejects.toThrow(InvalidRequest);
    });

    it('refuses a filter that would keep nothing, and one with too many entries', async () => {
      const many = Array.from({ length: 101 }, (_, index) => `${index}`);
      for (const list of [[], many]) {
        await expect(store().readAll({ filter: { eventTypes: list } })).rejects.toThrow(InvalidRequest);
        await expect(store().readAll({ filter: { streamPrefixes: list } })).rejects.toThrow(InvalidRequest);
      }
    });
  });
}
