import { WrongExpectedRevision, type EventStore } from '../port/index.js';
import { idsOf, newEvent, newEvents, newStream } from './fixtures.js';

/** EventStoreDB's rules: https://docs.kurrent.io/clients, "Idempotence". */
export function describeIdempotency(store: () => EventStore): void {
  describe('appending the same events again', () => {
    it.each(['no_stream', 'any'] as const)('answers as the first time, expecting %s', async (expected) => {
      const stream = newStream();
      const events = newEvents(3);
      const first = await store().append(stream, events, expected);
      expect(await store().append(stream, events, expected)).toEqual(first);
      expect(await store().readStream(stream)).toHaveLength(3);
    });

    it.each([1, 'stream_exists', 'any'] as const)(
      'answers as the first time when the stream has gone on, expecting %s',
      async (expected) => {
        const stream = newStream();
        await store().append(stream, newEvents(2), 'no_stream');
        const events = newEvents(2);
        const first = await store().append(stream, events, expected);
        await store().append(stream, newEvents(2), first.revision);
        expect(await store().append(stream, events, expected)).toEqual(first);
        expect(await store().readStream(stream)).toHaveLength(6);
      },
    );

    it('answers as the first time when both are under way at once', async () => {
      const stream = newStream();
      const events = newEvents(2);
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => store().append(stream, events, 'no_stream')),
      );
      expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
      expect(await store().readStream(stream)).toHaveLength(2);
    });

    it.each(['any', 'stream_exists'] as const)(
      'recognises with %s what was appended with an exact revision',
      async (expected) => {
        const stream = newStream();
        await store().append(stream, newEvents(2), 'no_stream');
        const events = newEvents(2);
        const first = await store().append(stream, events, 1);
        expect(await store().append(stream, events, expected)).toEqual(first);
        expect(await store().readStream(stream)).toHaveLength(4);
      },
    );

    it('takes a beginning of what was appended for a repetition', async () => {
      const stream = newStream();
      const [one, two, three] = [newEvent(), newEvent(), newEvent()];
      await store().append(stream, [one, two, three], 'no_stream');
      expect(await store().append(stream, [one, two], 'no_stream')).toMatchObject({ revision: 1 });
      expect(await store().readStream(stream)).toHaveLength(3);
    });

    it('does not look at the content', async () => {
      const stream = newStream();
      const event = newEvent('First', { n: 1 });
      const first = await store().append(stream, [event], 'no_stream');
      expect(await store().append(stream, [{ ...event, type: 'Second', data: {} }], 'no_stream')).toEqual(
        first,
      );
      expect(await store().readStream(stream)).toMatchObject([{ type: 'First', data: { n: 1 } }]);
    });

    it('takes ids in another case for the same', async () => {
      const stream = newStream();
      const event = newEvent();
      const first = await store().append(stream, [event], 'no_stream');
      expect(await store().append(stream, [{ ...event, id: event.id.toUpperCase() }], 'no_stream')).toEqual(
        first,
      );
      expect(await store().readStream(stream)).toMatchObject([{ id: event.id }]);
    });

    it('is a wrong expected revision when they would stand elsewhere', async () => {
      const stream = newStream();
      const [one, two, three] = [newEvent(), newEvent(), newEvent()];
      await store().append(stream, [one, two, three], 'no_stream');
      await expect(store().append(stream, [two], 'no_stream')).rejects.toThrow(WrongExpectedRevision);
      await expect(store().append(stream, [one], 0)).rejects.toThrow(WrongExpectedRevision);
      await expect(store().append(stream, [two, one], 'no_stream')).rejects.toThrow(WrongExpectedRevision);
    });

    it.each(['no_stream', 'any', 'stream_exists'] as const)(
      'is a wrong expected revision when only the first of them are there, expecting %s',
      async (expected) => {
        const stream = newStream();
        const events = newEvents(2);
        await store().append(stream, events, 'no_stream');
        const append = store().append(stream, [...events, newEvent()], expected);
        await expect(append).rejects.toThrow(WrongExpectedRevision);
        await expect(append).rejects.toMatchObject({ actual: 1 });
        expect(idsOf(await store().readStream(stream))).toEqual(idsOf(events));
      },
    );

    it('writes again what is expected at the end of the stream, as an append of its own', async () => {
      const stream = newStream();
      const event = newEvent();
      await store().append(stream, [event], 'no_stream');
      expect(await store().append(stream, [event], 0)).toMatchObject({ revision: 1 });
    });

    it('compares ids within the stream only', async () => {
      const event = newEvent();
      const streams = [newStream(), newStream()];
      for (const stream of streams) await store().append(stream, [event], 'no_stream');
      for (const stream of streams) expect(idsOf(await store().readStream(stream))).toEqual([event.id]);
    });
  });
}
