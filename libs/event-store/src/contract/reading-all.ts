import type { EventStore, Position, RecordedEvent } from '../port/index.js';
import { idsOf, newCategory, newEvent, readToEnd } from './fixtures.js';

export function describeReadingAll(store: () => EventStore): void {
  describe('reading all events', () => {
    const category = newCategory();
    const other = newCategory();
    let start: Position = 0n;
    const appended: RecordedEvent[] = [];

    /** Twelve streams in turns, of two categories and three types. */
    beforeAll(async () => {
      start = await store().headPosition();
      for (let index = 0; index < 60; index += 1) {
        const stream = `${index % 2 ? category : other}-${index % 12}`;
        const event = newEvent(`Type${index % 3}`, { index });
        const { position, revision } = await store().append(stream, [event], 'any');
        appended.push({ ...event, stream, revision, position, createdAt: new Date(0) });
      }
    });

    const filters = () => [
      undefined,
      { streamPrefixes: [`${category}-`] },
      { streamPrefixes: [`${category}-1`, `${other}-2`] },
      { eventTypes: ['Type1'], streamPrefixes: [category, other] },
      { eventTypes: ['Type0', 'Type2'], streamPrefixes: [`${other}-`] },
      { streamPrefixes: [newCategory()] },
      { eventTypes: ['NeverSeen', 'Type'] },
    ];

    const expectedOf = (filter: { streamPrefixes?: string[]; eventTypes?: string[] } | undefined) =>
      appended.filter(
        ({ stream, type }) =>
          (filter?.streamPrefixes?.some((prefix) => stream.startsWith(prefix)) ?? true) &&
          (filter?.eventTypes?.includes(type) ?? true),
      );

    it.each(filters().map((_, index) => index))(
      'keeps what filter %i asks for, forwards and backwards',
      async (index) => {
        const filter = filters()[index];
        const options = { limit: 7, ...(filter && { filter }) };
        const forwards = await readToEnd(store(), { ...options, after: start });
        const ours = forwards.filter(({ stream }) => stream.startsWith(category) || stream.startsWith(other));
        expect(idsOf(ours)).toEqual(idsOf(expectedOf(filter)));

        const after = (appended.at(-1)?.position ?? 0n) + 1n;
        const backwards: RecordedEvent[] = [];
        let page = await store().readAll({ ...options, direction: 'backwards', after });
        backwards.push(...page.events);
        while (!page.end && page.position > start) {
          page = await store().readAll({ ...options, direction: 'backwards', after: page.position });
          backwards.push(...page.events);
        }
        const known = new Set(idsOf(appended));
        const seen = backwards.filter(({ id }) => known.has(id));
        expect(idsOf(seen)).toEqual(idsOf(expectedOf(filter)).toReversed());
      },
    );

    it('answers pages in order of position, each after the one before, none beyond the limit', async () => {
      let after = start;
      for (;;) {
        const page = await store().readAll({ after, limit: 7 });
        expect(page.events.length).toBeLessThanOrEqual(7);
        const positions = page.events.map(({ position }) => position);
        expect(positions).toEqual(positions.toSorted((a, b) => (a < b ? -1 : 1)));
        for (const position of positions) expect(position).toBeGreaterThan(after);
        expect(page.position).toBeGreaterThanOrEqual(positions.at(-1) ?? after);
        if (page.end) break;
        expect(page.position).toBeGreaterThan(after);
        after = page.position;
      }
    });

    it('gives back the events whole', async () => {
      const [event] = await readToEnd(store(), {
        after: start,
        filter: { streamPrefixes: [`${category}-1`] },
      });
      const [same] = await store().readStream(event?.stream ?? '', { limit: 1 });
      expect(event).toEqual(same);
      expect(appended[1]).toMatchObject({
        id: event?.id,
        position: event?.position,
        revision: event?.revision,
      });
    });

    it('begins behind the position that it is given', async () => {
      const third = appended[2]?.position ?? 0n;
      const filter = { streamPrefixes: [category, other] };
      const [next] = (await store().readAll({ after: third, limit: 1, filter })).events;
      expect(next?.id).toBe(appended[3]?.id);
      const [previous] = (await store().readAll({ after: third, limit: 1, filter, direction: 'backwards' }))
        .events;
      expect(previous?.id).toBe(appended[1]?.id);
    });

    it('takes every character of a prefix for itself', async () => {
      const odd = newCategory();
      const names = [`${odd}_a`, `${odd}%a`, `${odd}xa`, `${odd}*a`, `${odd}'a`, `${odd}é👩‍🎓a`];
      for (const name of names) await store().append(name, [newEvent()], 'no_stream');
      for (const name of names) {
        const filter = { streamPrefixes: [name.slice(0, -1)] };
        const found = await readToEnd(store(), { after: start, filter });
        expect(found.map(({ stream }) => stream)).toEqual([name]);
      }
      const upper = await readToEnd(store(), {
        after: start,
        filter: { streamPrefixes: [odd.toUpperCase()] },
      });
      expect(upper).toEqual([]);
    });

    it('is at its end beyond the last event', async () => {
      const head = await store().headPosition();
      expect(head).toBeGreaterThanOrEqual(appended.at(-1)?.position ?? 0n);
      const filter = { streamPrefixes: [category] };
      expect(await store().readAll({ after: head, filter })).toMatchObject({ events: [], end: true });
    });
  });
}
