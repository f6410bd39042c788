import { FencedOff } from '../port/index.js';
import { BOOKS, book, checkpointOf, loadOne, withBooks, type OpenStore } from './fixture.js';

const at = (position: bigint) => [{ projection: 'p', position }];

export function describeFencing(open: OpenStore): void {
  describe('fencing tokens', () => {
    const opened = withBooks(open);

    it('refuse the commits of an owner that was replaced, whole', async () => {
      const { store } = opened;
      const other = await opened.connect();
      await store.checkpoints(['p'], 1n);
      await store.commit([book('a', { title: 'one' }, 1n)], at(1n), 1n);
      expect((await other.checkpoints(['p'], 2n)).get('p')).toBe(1n);
      const late = store.commit([book('a', { title: 'late' }, 5n), book('b', {}, 5n)], at(5n), 1n);
      await expect(late).rejects.toBeInstanceOf(FencedOff);
      expect((await loadOne(store, 'a'))?.body).toEqual({ title: 'one' });
      expect(await loadOne(store, 'b')).toBeUndefined();
      expect(await checkpointOf(store, 'p')).toBe(1n);
      await other.commit([book('a', { title: 'two' }, 2n)], at(2n), 2n);
      expect((await loadOne(store, 'a'))?.body).toEqual({ title: 'two' });
      expect(await checkpointOf(store, 'p')).toBe(2n);
    });

    it('refuse it what its successor has loaded or written, whichever checkpoint it names', async () => {
      const { store } = opened;
      await store.checkpoints(['p'], 2n);
      await store.commit([book('a', { title: 'there' }, 1n)], at(1n), 2n);
      const loaded = await store.load(BOOKS, ['a', 'none'], 2n);
      expect([...loaded.keys()]).toEqual(['a']);
      for (const id of ['a', 'none']) {
        const late = store.commit([book(id, { title: 'late' }, 9n)], at(9n), 1n);
        await expect(late).rejects.toBeInstanceOf(FencedOff);
      }
      expect(await loadOne(store, 'none')).toBeUndefined();
      await store.commit([book('none', { title: 'made' }, 3n)], at(3n), 2n);
      expect((await loadOne(store, 'none'))?.body).toEqual({ title: 'made' });
    });

    it('refuse to be claimed below a higher one', async () => {
      const { store } = opened;
      await store.checkpoints(['p', 'q'], 7n);
      await expect(store.checkpoints(['q'], 6n)).rejects.toBeInstanceOf(FencedOff);
      expect(await store.checkpoints(['p', 'q'], 7n)).toEqual(new Map());
    });

    it('hold for the checkpoints that were claimed alone', async () => {
      const { store } = opened;
      await store.checkpoints(['q'], 9n);
      await store.commit([book('a')], at(4n), 1n);
      expect(await checkpointOf(store, 'p')).toBe(4n);
      expect(await store.checkpoints(['q'])).toEqual(new Map());
    });

    it('are forgotten with the checkpoint', async () => {
      const { store } = opened;
      await store.checkpoints(['p'], 9n);
      await store.removeCheckpoint('p');
      await store.commit([], at(1n), 1n);
      expect(await checkpointOf(store, 'p')).toBe(1n);
    });

    it('let the newest owner through that claims at the same time as others', async () => {
      const { store } = opened;
      const other = await opened.connect();
      const tokens = Array.from({ length: 12 }, (_, index) => BigInt(index + 1));
      const claims = tokens.map((token, index) =>
        (index % 2 ? store : other).checkpoints(['p'], token).then(
          () => undefined,
          (error: unknown) => error,
        ),
      );
      for (const failure of await Promise.all(claims)) {
        if (failure !== undefined) expect(failure).toBeInstanceOf(FencedOff);
      }
      await expect(store.commit([], at(1n), 11n)).rejects.toBeInstanceOf(FencedOff);
      await other.commit([], at(1n), 12n);
      expect(await checkpointOf(store, 'p')).toBe(1n);
    });
  });
}
