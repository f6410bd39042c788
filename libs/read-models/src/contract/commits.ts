import { InvalidDocument } from '../port/index.js';
import { BOOKS, book, checkpointOf, idsOf, loadOne, withBooks, type OpenStore } from './fixture.js';

export function describeCommits(open: OpenStore): void {
  describe('commits', () => {
    const opened = withBooks(open);

    it('save documents with their positions', async () => {
      const { store } = opened;
      const body = { title: 'Emma', nested: { list: [1, 'a', null, { deep: true }] }, nothing: null };
      await store.commit([{ collection: BOOKS, id: 'a', position: 7n, body }]);
      expect(await loadOne(store, 'a')).toEqual({ id: 'a', position: 7n, body });
    });

    it('load many documents at once, and leave out those that are not there', async () => {
      const { store } = opened;
      await store.commit([book('a'), book('b'), book('c')]);
      expect([...(await store.load(BOOKS, ['c', 'x', 'a'])).keys()].sort()).toEqual(['a', 'c']);
      expect((await store.load(BOOKS, [])).size).toBe(0);
    });

    it('replace a document as a whole', async () => {
      const { store } = opened;
      await store.commit([book('a', { title: 'old', year: 1, tags: ['x', 'y'] }, 1n)]);
      await store.commit([book('a', { lent: true, tags: ['y', 'z'] }, 2n)]);
      expect((await loadOne(store, 'a'))?.body).toEqual({ lent: true, tags: ['y', 'z'] });
      expect(await idsOf(store, { where: { title: 'old' } })).toEqual([]);
      expect(await idsOf(store, { where: { tags: 'x' } })).toEqual([]);
      expect(await idsOf(store, { where: { tags: 'z' } })).toEqual(['a']);
    });

    it.each([3n, 4n, 5n])('leave out a change at position %s of a document at 5', async (position) => {
      const { store } = opened;
      await store.commit([book('a', { title: 'five', tags: ['5'] }, 5n)]);
      await store.commit([book('a', { title: 'late', tags: ['x'] }, position), book('b')]);
      expect(await loadOne(store, 'a')).toEqual({
        id: 'a',
        position: 5n,
        body: { title: 'five', tags: ['5'] },
      });
      expect(await idsOf(store, { where: { title: 'late' } })).toEqual([]);
      expect(await idsOf(store, { where: { tags: 'x' } })).toEqual([]);
      expect(await idsOf(store)).toEqual(['a', 'b']);
    });

    it('take changes of one document in their order', async () => {
      const { store } = opened;
      await store.commit([
        book('a', { title: 'one' }, 1n),
        book('a', { title: 'three' }, 3n),
        book('a', { title: 'two' }, 2n),
      ]);
      expect(await loadOne(store, 'a')).toEqual({ id: 'a', position: 3n, body: { title: 'three' } });
    });

    it('save the checkpoint, which never moves back', async () => {
      const { store } = opened;
      expect(await checkpointOf(store, 'p')).toBeUndefined();
      await store.commit([], [{ projection: 'p', position: 5n }]);
      await store.commit([], [{ projection: 'q', position: 9n }]);
      await store.commit([book('a')], [{ projection: 'p', position: 4n }]);
      expect(await checkpointOf(store, 'p')).toBe(5n);
      await store.commit([], [{ projection: 'p', position: 6n }]);
      expect(await checkpointOf(store, 'p')).toBe(6n);
      expect(await checkpointOf(store, 'q')).toBe(9n);
    });

    it('forget a checkpoint', async () => {
      const { store } = opened;
      await store.commit([], [{ projection: 'p', position: 5n }]);
      await store.removeCheckpoint('p');
      await store.removeCheckpoint('never there');
      expect(await checkpointOf(store, 'p')).toBeUndefined();
      await store.commit([], [{ projection: 'p', position: 1n }]);
      expect(await checkpointOf(store, 'p')).toBe(1n);
    });

    it('keep positions beyond 2^53 exactly', async () => {
      const { store } = opened;
      const position = 2n ** 62n + 1n;
      await store.commit([book('a', {}, position)], [{ projection: 'p', position }]);
      expect((await loadOne(store, 'a'))?.position).toBe(position);
      expect(await checkpointOf(store, 'p')).toBe(position);
      await store.commit([book('a', { title: 'next' }, position + 1n)]);
      expect((await loadOne(store, 'a'))?.position).toBe(position + 1n);
    });

    it('repeated change nothing twice', async () => {
      const { store } = opened;
      const changes = [book('a', { title: 'x' }, 3n), book('b', { tags: ['t'] }, 4n)];
      await store.commit(changes, [{ projection: 'p', position: 4n }]);
      await store.commit(changes, [{ projection: 'p', position: 4n }]);
      expect(await store.count(BOOKS)).toBe(2);
      expect(await idsOf(store, { where: { tags: 't' } })).toEqual(['b']);
    });

    it('refuse a body that is not JSON', async () => {
      const { store } = opened;
      const refused = store.commit([{ collection: BOOKS, id: 'a', position: 1n, body: { n: 1n } }]);
      await expect(refused).rejects.toBeInstanceOf(InvalidDocument);
      expect(await loadOne(store, 'a')).toBeUndefined();
    });

    it('are seen by every other connection', async () => {
      const { store } = opened;
      const other = await opened.connect();
      await store.commit([book('a', { tags: ['t'] })], [{ projection: 'p', position: 1n }]);
      expect(await idsOf(other, { where: { tags: 't' } })).toEqual(['a']);
      expect(await checkpointOf(other, 'p')).toBe(1n);
    });

    it('that race leave the newest state of each document', async () => {
      const { store } = opened;
      const other = await opened.connect();
      const positions = Array.from({ length: 60 }, (_, index) => BigInt(index + 1));
      await Promise.all(
        positions.map((position, index) =>
          (index % 2 ? store : other).commit(
            ['a', 'b', 'c'].map((id) =>
              book(id, { year: Number(position), tags: [`${position}`] }, position),
            ),
            [{ projection: 'p', position }],
          ),
        ),
      );
      for (const id of ['a', 'b', 'c']) {
        const body = { year: 60, tags: ['60'] };
        expect(await loadOne(store, id)).toEqual({ id, position: 60n, body });
      }
      expect(await idsOf(other, { where: { tags: { in: positions.map(String) } } })).toEqual(['a', 'b', 'c']);
      expect(await checkpointOf(store, 'p')).toBe(60n);
    });
  });
}
