import { InvalidQuery, type Condition } from '../port/index.js';
import { BOOKS, book, idsOf, withBooks, type OpenStore } from './fixture.js';

export function describeQueries(open: OpenStore, left: readonly string[]): void {
  describe('queries', () => {
    const opened = withBooks(open);

    const stock = [
      book('a', { title: 'Emma', year: 1815, lent: true, tags: ['novel', 'irony'] }),
      book('b', { title: 'Faust', year: 1808, lent: false, tags: ['drama'] }),
      book('c', { title: 'Ulysses', year: 1922, lent: false, tags: ['novel', 'novel', 'long'] }),
      book('d', { title: 'Ｚauber', year: '1922', tags: 'novel' }),
      book('e', { title: '😀', year: true, tags: [1922, true] }),
      book('f', { title: null, tags: [] }),
    ];

    const matches: [string, Record<string, Condition>, string][] = [
      ['a string', { title: 'Emma' }, 'a'],
      ['a number', { year: 1922 }, 'c'],
      ['a string that looks like a number', { year: '1922' }, 'd'],
      ['a boolean', { lent: false }, 'bc'],
      ['true, which is not 1', { year: true }, 'e'],
      ['1, which is not true', { year: 1 }, ''],
      ['one of some', { title: { in: ['Emma', 'Faust', 'Faust', 'Dune'] } }, 'ab'],
      ['one of different types', { year: { in: [1815, '1922', true] } }, 'ade'],
      ['one of none', { title: { in: [] } }, ''],
      ['above', { year: { above: 1815 } }, 'c'],
      ['from', { year: { from: 1815 } }, 'ac'],
      ['below', { year: { below: 1815 } }, 'b'],
      ['to', { year: { to: 1815 } }, 'ab'],
      ['between', { year: { above: 1808, to: 1922 } }, 'ac'],
      ['a range of strings, by code point', { title: { from: 'Faust' } }, 'bcde'],
      ['below a string', { title: { below: 'F' } }, 'a'],
      ['bounds of different types', { year: { from: 1, to: '9' } }, ''],
      ['a value of a list', { tags: 'novel' }, 'acd'],
      ['a number in a list', { tags: 1922 }, 'e'],
      ['a boolean in a list', { tags: true }, 'e'],
      ['one of some in a list', { tags: { in: ['irony', 'long', 'drama'] } }, 'abc'],
      ['a range in a list', { tags: { from: 'n' } }, 'acd'],
      ['a range that no single value of the list is in', { tags: { above: 'irony', below: 'novel' } }, 'c'],
      ['all of several conditions', { tags: 'novel', lent: false, year: { from: 1900 } }, 'c'],
      ['no condition', {}, 'abcdef'],
    ];

    it.each(matches.filter(([what]) => !left.includes(what)))('match %s', async (_, where, expected) => {
      const { store } = opened;
      await store.commit(stock);
      expect((await idsOf(store, { where })).join('')).toBe(expected);
      expect(await store.count(BOOKS, where)).toBe(expected.length);
    });

    it('sort by id unless told otherwise, by code point', async () => {
      const { store } = opened;
      await store.commit(['ä', 'b', 'B', '10', '9', '😀', 'Ｚ', 'a'].map((id) => book(id)));
      expect(await idsOf(store)).toEqual(['10', '9', 'B', 'a', 'b', 'ä', 'Ｚ', '😀']);
    });

    it.each([
      ['ascending', 'bdacef'],
      ['descending', 'cadbfe'],
    ] as const)(
      'sort %s, by id where values are equal, with documents without the field last',
      async (direction, expected) => {
        const { store } = opened;
        const years = { a: 2, b: 1, c: 3, d: 1 };
        await store.commit([
          ...Object.entries(years).map(([id, year]) => book(id, { year })),
          book('e', { title: 'no year' }),
          book('f'),
        ]);
        expect((await idsOf(store, { sort: { field: 'year', direction } })).join('')).toBe(expected);
      },
    );

    it('sort what they have filtered', async () => {
      const { store } = opened;
      await store.commit(stock);
      const sort = { field: 'title', direction: 'descending' } as const;
      expect((await idsOf(store, { where: { tags: 'novel' }, sort })).join('')).toBe('dca');
    });

    it('skip, over documents without the field too', async () => {
      const { store } = opened;
      const years = [5, 3, 1, 4, 2];
      await store.commit([...years.map((year) => book(`y${year}`, { year })), book('n1'), book('n2')]);
      const sort = { field: 'year', direction: 'ascending' } as const;
      const all = ['y1', 'y2', 'y3', 'y4', 'y5', 'n1', 'n2'];
      for (let skip = 0; skip <= 8; skip += 1) {
        expect(await idsOf(store, { sort, skip, limit: 2 })).toEqual(all.slice(skip, skip + 2));
      }
      expect(await idsOf(store, { sort, skip: 1, after: { id: 'y4', value: 4 }, limit: 2 })).toEqual([
        'n1',
        'n2',
      ]);
    });

    it('answer no more than the limit', async () => {
      const { store } = opened;
      await store.commit(stock);
      expect(await idsOf(store, { limit: 2 })).toEqual(['a', 'b']);
    });

    it.each([
      ['a field without index', { where: { pages: 3 } }],
      ['a sort by a field without index', { sort: { field: 'pages', direction: 'ascending' } }],
      ['a limit of 0', { limit: 0 }],
      ['a limit above 10,000', { limit: 10_001 }],
      ['a limit that is not a whole number', { limit: 1.5 }],
      ['a skip below 0', { skip: -1 }],
      ['a range without bounds', { where: { year: {} } }],
    ] as const)('refuse %s', async (_, query) => {
      const { store } = opened;
      await expect(store.find(BOOKS, { limit: 1, ...query })).rejects.toBeInstanceOf(InvalidQuery);
    });
  });
}
