import { BOOKS, book, idsOf, pages, withBooks, type OpenStore } from './fixture.js';

export function describePaging(open: OpenStore): void {
  describe('keyset paging', () => {
    const opened = withBooks(open);

    /** Values that repeat, are of every type, and are missing in places. */
    const years = [3, 1, undefined, 2, 'x', 2, true, 2, undefined, 1, false, 'ü'];

    const shelf = (prefix: string) =>
      years.map((year, index) =>
        book(`${prefix}${index}`, year === undefined ? { title: 't' } : { title: 't', year }),
      );

    describe.each(['ascending', 'descending'] as const)('%s', (direction) => {
      const sort = { field: 'year', direction };

      it.each([1, 2, 5, 100])('meets every document once, %i at a time', async (limit) => {
        const { store } = opened;
        await store.commit(shelf('b'));
        expect(await pages(store, { sort, limit })).toEqual(await idsOf(store, { sort }));
      });

      it('is not disturbed by documents that come in between', async () => {
        const { store } = opened;
        await store.commit(shelf('b'));
        const before = await idsOf(store, { sort });
        const met = await pages(store, { sort, limit: 2 }, async (page) => {
          if (page > 4) return;
          await store.commit(shelf(`a${page}-`));
          await store.commit(shelf(`c${page}-`));
        });
        expect(met.filter((id) => id.startsWith('b'))).toEqual(before);
        expect(new Set(met).size).toBe(met.length);
      });

      it('keeps to the conditions', async () => {
        const { store } = opened;
        await store.commit([
          ...shelf('b'),
          ...years.map((_, index) => book(`x${index}`, { title: 'other' })),
        ]);
        const where = { title: 't' };
        expect(await pages(store, { where, sort, limit: 3 })).toEqual(await idsOf(store, { where, sort }));
      });
    });

    it('goes on by id where no sort is given', async () => {
      const { store } = opened;
      await store.commit(['c', 'a', 'd', 'b'].map((id) => book(id)));
      expect(await idsOf(store, { after: { id: 'b' } })).toEqual(['c', 'd']);
      expect(await idsOf(store, { after: { id: 'bb' }, limit: 1 })).toEqual(['c']);
    });

    it('goes through 10,000 documents', async () => {
      const { store } = opened;
      const all = Array.from({ length: 10_000 }, (_, index) =>
        book(`b${String((index * 7_919) % 10_000).padStart(5, '0')}`, {
          year: index % 97,
          tags: [index % 3],
        }),
      );
      for (let start = 0; start < all.length; start += 1_000) {
        await store.commit(all.slice(start, start + 1_000));
      }
      const sort = { field: 'year', direction: 'ascending' } as const;
      const met = await pages(store, { sort, limit: 999 });
      expect(met).toHaveLength(10_000);
      expect(met).toEqual(await idsOf(store, { sort }));
      expect(await store.count(BOOKS, { tags: 0 })).toBe(3_334);
      expect(
        (
          await store.load(
            BOOKS,
            all.map(({ id }) => id),
          )
        ).size,
      ).toBe(10_000);
    });
  });
}
