import { BOOKS, book, checkpointOf, idsOf, loadOne, withBooks, type OpenStore } from './fixture.js';

const TEXTS = [
  '',
  ' ',
  'ü',
  'u\u0308',
  '日本語',
  '👩‍👩‍👧',
  '\u0000',
  'a\u0000b',
  'a\u0001b',
  '\u0001\u0001',
  '"',
  "'",
  '\\',
  '$where',
  'a.b',
  '\u2028',
];

export function describeText(open: OpenStore): void {
  describe('text', () => {
    const opened = withBooks(open);

    it('comes back as it was, in ids, bodies, lists and conditions', async () => {
      const { store } = opened;
      const ids = TEXTS.map((text) => `id-${text}`);
      await store.commit(
        TEXTS.map((text, index) => book(`id-${text}`, { title: text, tags: [text, index] })),
      );
      expect(new Set(await idsOf(store))).toEqual(new Set(ids));
      for (const [index, text] of TEXTS.entries()) {
        const id = `id-${text}`;
        expect(await loadOne(store, id)).toEqual({
          id,
          position: 1n,
          body: { title: text, tags: [text, index] },
        });
        expect(await idsOf(store, { where: { title: text } })).toEqual([id]);
        expect(await idsOf(store, { where: { tags: text } })).toEqual([id]);
      }
    });

    it('may be long', async () => {
      const { store } = opened;
      const title = 'long'.repeat(250_000);
      await store.commit([{ collection: BOOKS, id: 'a', position: 1n, body: { text: title } }]);
      expect((await loadOne(store, 'a'))?.body).toEqual({ text: title });
    });

    it('names a checkpoint', async () => {
      const { store } = opened;
      for (const [index, text] of TEXTS.entries()) {
        await store.commit([], [{ projection: `p-${text}`, position: BigInt(index) }]);
      }
      for (const [index, text] of TEXTS.entries()) {
        expect(await checkpointOf(store, `p-${text}`)).toBe(BigInt(index));
      }
    });
  });
}
