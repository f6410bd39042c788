import { BOOKS, book, idsOf, withBooks, type OpenStore } from './fixture.js';

export function describeCollections(open: OpenStore): void {
  describe('collections', () => {
    const opened = withBooks(open);

    it('are listed', async () => {
      const { store } = opened;
      await store.ensureCollection({ name: 'films', indexes: [] });
      expect([...(await store.collections())].sort()).toEqual([BOOKS, 'films']);
    });

    it('are left as they are when they exist', async () => {
      const { store } = opened;
      await store.commit([book('a')]);
      await store.ensureCollection({ name: BOOKS, indexes: ['title', 'year', 'lent', 'tags'] });
      expect(await idsOf(store)).toEqual(['a']);
    });

    it('get the indexes that they lack, for the documents that are there too', async () => {
      const { store } = opened;
      await store.ensureCollection({ name: 'films', indexes: ['title'] });
      const films = [
        book('a', { title: 'x', year: 1999, tags: ['noir'] }, 1n, 'films'),
        book('b', { title: 'y', year: 1998 }, 1n, 'films'),
      ];
      await store.commit(films);
      await store.ensureCollection({ name: 'films', indexes: ['title', 'year', 'tags'] });
      expect(await idsOf(store, { sort: { field: 'year', direction: 'ascending' } }, 'films')).toEqual([
        'b',
        'a',
      ]);
      expect(await idsOf(store, { where: { tags: 'noir' } }, 'films')).toEqual(['a']);
    });

    it('answer the same before and after they get the indexes that filling left out', async () => {
      const { store } = opened;
      const films = { name: 'films', indexes: ['title', 'year', 'tags'] };
      await store.ensureCollection({ ...films, filledFirst: true });
      await store.commit([
        book('a', { title: 'x', year: 1999, tags: ['noir'] }, 1n, 'films'),
        book('b', { title: 'y', year: 1998 }, 1n, 'films'),
      ]);
      const answers = async () => [
        await idsOf(store, { sort: { field: 'year', direction: 'ascending' } }, 'films'),
        await idsOf(store, { where: { tags: 'noir' } }, 'films'),
        await store.count('films', { title: 'y' }),
      ];
      expect(await answers()).toEqual([['b', 'a'], ['a'], 1]);
      await store.ensureCollection(films);
      expect(await answers()).toEqual([['b', 'a'], ['a'], 1]);
    });

    it('keep their documents apart', async () => {
      const { store } = opened;
      await store.ensureCollection({ name: 'films', indexes: ['title'] });
      await store.commit([book('a', { title: 'book' }), book('a', { title: 'film' }, 1n, 'films')]);
      expect(await idsOf(store, { where: { title: 'film' } })).toEqual([]);
      expect(await idsOf(store, { where: { title: 'film' } }, 'films')).toEqual(['a']);
    });

    it('are dropped with their documents, and can be made again', async () => {
      const { store } = opened;
      await store.commit(Array.from({ length: 2_500 }, (_, index) => book(`b${index}`, { title: 't' })));
      await store.dropCollection(BOOKS);
      expect(await store.collections()).toEqual([]);
      await store.ensureCollection({ name: BOOKS, indexes: ['title'] });
      expect(await store.count(BOOKS)).toBe(0);
      await store.commit([book('b1', { title: 'again' })]);
      expect(await idsOf(store, { where: { title: 'again' } })).toEqual(['b1']);
    });

    it('that do not exist can be dropped', async () => {
      await expect(opened.store.dropCollection('films')).resolves.toBeUndefined();
    });

    it('are seen by every connection as soon as they are made, changed or dropped', async () => {
      const { store } = opened;
      const other = await opened.connect();
      await store.ensureCollection({ name: 'films', indexes: ['title'] });
      await other.commit([book('a', { title: 'x', tags: ['noir'] }, 1n, 'films')]);
      await store.ensureCollection({ name: 'films', indexes: ['tags'] });
      expect(await idsOf(other, { where: { tags: 'noir' } }, 'films')).toEqual(['a']);
      await other.dropCollection('films');
      expect(await store.collections()).toEqual([BOOKS]);
    });

    it.each(['with space', 'quo"te', "apo'strophe", 'semi;colon', '; DROP TABLE x', 'Größe', 'BOOKS'])(
      'take names as they come: %s',
      async (name) => {
        const { store } = opened;
        await store.ensureCollection({ name, indexes: [name] });
        await store.commit([{ collection: name, id: '1', position: 1n, body: { [name]: 'yes' } }]);
        expect(await idsOf(store, { where: { [name]: 'yes' } }, name)).toEqual(['1']);
        expect(await store.count(BOOKS)).toBe(0);
      },
    );
  });
}
