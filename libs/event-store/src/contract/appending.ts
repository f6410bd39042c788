import { WrongExpectedRevision, type EventStore, type ExpectedRevision } from '../port/index.js';
import { idsOf, newEvent, newEvents, newStream } from './fixtures.js';

/** Streams begin with no events; `length` of them are appended first. */
interface Case {
  readonly length: number;
  readonly expected: ExpectedRevision;
  readonly actual: number | 'no_stream' | 'accepted';
}

const CASES: readonly Case[] = [
  { length: 0, expected: 'any', actual: 'accepted' },
  { length: 0, expected: 'no_stream', actual: 'accepted' },
  { length: 0, expected: 'stream_exists', actual: 'no_stream' },
  { length: 0, expected: 0, actual: 'no_stream' },
  { length: 2, expected: 'any', actual: 'accepted' },
  { length: 2, expected: 'no_stream', actual: 1 },
  { length: 2, expected: 'stream_exists', actual: 'accepted' },
  { length: 2, expected: 0, actual: 1 },
  { length: 2, expected: 1, actual: 'accepted' },
  { length: 2, expected: 2, actual: 1 },
];

export function describeAppending(store: () => EventStore): void {
  describe('appending', () => {
    it.each(CASES)('to $length events expecting $expected: $actual', async ({ length, expected, actual }) => {
      const stream = newStream();
      const before = newEvents(length);
      if (length > 0) await store().append(stream, before, 'no_stream');
      const event = newEvent();
      const append = store().append(stream, [event], expected);
      if (actual === 'accepted') {
        expect(await append).toMatchObject({ revision: length });
      } else {
        await expect(append).rejects.toThrow(WrongExpectedRevision);
        await expect(append).rejects.toMatchObject({
          stream,
          expected,
          actual,
          code: 'WRONG_EXPECTED_REVISION',
        });
      }
      const recorded = await store().readStream(stream);
      expect(idsOf(recorded)).toEqual(idsOf(actual === 'accepted' ? [...before, event] : before));
    });

    it('answers revision and position of its last event, which can be read at once', async () => {
      const stream = newStream();
      const first = await store().append(stream, newEvents(3), 'no_stream');
      const second = await store().append(stream, newEvents(2), first.revision);
      expect([first.revision, second.revision]).toEqual([2, 4]);
      expect(second.position).toBeGreaterThan(first.position);
      const recorded = await store().readStream(stream);
      expect(recorded.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
      expect(recorded[2]?.position).toBe(first.position);
      expect(recorded[4]?.position).toBe(second.position);
    });

    it('gives back what was appended, and when', async () => {
      const stream = newStream();
      const event = newEvent('ÜberGrößeGeändert', {
        text: 'Ωμέγα 試験 👩‍🎓 \u0000 \ud800 "\\',
        list: [1.5, null, true],
      });
      const start = Date.now();
      const { position } = await store().append(stream, [event], 'no_stream');
      const [recorded] = await store().readStream(stream);
      expect(recorded).toMatchObject({ ...event, stream, revision: 0, position });
      // A minute for clocks of two machines.
      expect(Math.abs((recorded?.createdAt.getTime() ?? 0) - start)).toBeLessThan(60_000);
    });

    it('keeps what shares a name but for case or an accent in streams of their own', async () => {
      const base = newStream();
      const names = [`${base}-é`, `${base}-e\u0301`, `${base}-É`, `${base}-試験 👩‍🎓`];
      for (const name of names) await store().append(name, [newEvent()], 'no_stream');
      for (const name of names)
        expect(await store().readStream(name)).toMatchObject([{ stream: name, revision: 0 }]);
    });

    it('lets exactly one of 50 racing appends with the same expected revision win', async () => {
      const stream = newStream();
      await store().append(stream, newEvents(1), 'no_stream');
      const racing = newEvents(50);
      const answers = await Promise.allSettled(racing.map((event) => store().append(stream, [event], 0)));
      const losers = answers.filter(({ status }) => status === 'rejected');
      expect(losers).toHaveLength(49);
      expect(losers).toMatchObject(losers.map(() => ({ reason: { expected: 0, actual: 1 } })));
      const winner = racing[answers.findIndex(({ status }) => status === 'fulfilled')];
      expect(await store().readStream(stream, { from: 1 })).toMatchObject([{ id: winner?.id }]);
    });

    it('lets exactly one of 50 racing appends to a new stream win', async () => {
      const stream = newStream();
      const answers = await Promise.allSettled(
        newEvents(50).map((event) => store().append(stream, [event], 'no_stream')),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store().readStream(stream)).toHaveLength(1);
    });

    it('accepts all of 50 racing appends that expect nothing, each as a whole', async () => {
      const stream = newStream();
      const pairs = Array.from({ length: 50 }, () => newEvents(2));
      await Promise.all(pairs.map((pair) => store().append(stream, pair, 'any')));
      const ids = idsOf(await store().readStream(stream));
      expect(ids).toHaveLength(100);
      for (const [first, second] of pairs) {
        expect(ids.indexOf(second?.id ?? '')).toBe(ids.indexOf(first?.id ?? '') + 1);
      }
    });

    it('leaves no trace of what was refused in what comes after', async () => {
      const stream = newStream();
      const first = await store().append(stream, newEvents(2), 'no_stream');
      await expect(store().append(stream, newEvents(3), 0)).rejects.toThrow(WrongExpectedRevision);
      await expect(store().append(newStream(), newEvents(3), 7)).rejects.toThrow(WrongExpectedRevision);
      const second = await store().append(stream, newEvents(1), first.revision);
      expect(second.revision).toBe(2);
      expect(await store().readStream(stream)).toHaveLength(3);
    });

    it('keeps the order of appends that are submitted one after the other', async () => {
      const stream = newStream();
      const events = newEvents(100);
      const answers = await Promise.all(
        events.map((event, index) => store().append(stream, [event], index === 0 ? 'no_stream' : index - 1)),
      );
      expect(answers.map(({ revision }) => revision)).toEqual(events.map((_, index) => index));
    });
  });
}
