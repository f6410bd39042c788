import { StoreUnavailable } from '../port/index.js';
import { newCategory, newEvents, newStream, pullUntil, type OpenedStore } from './fixtures.js';

export function describeClosing(open: () => Promise<OpenedStore>): void {
  describe('closing', () => {
    it('finishes the appends under way and ends the subscriptions without an error', async () => {
      const { store, close } = await open();
      const filter = { streamPrefixes: [newCategory()] };
      const after = await store.headPosition();
      const subscriptions = [
        pullUntil(store.subscribeToAll({ after, filter }), () => false),
        pullUntil(store.subscribeToStream(newStream()), () => false),
      ];
      const stream = newStream();
      const appends = newEvents(50).map((event) => store.append(stream, [event], 'any'));
      await Promise.all([store.close(), ...subscriptions]);
      expect(await Promise.all(appends)).toHaveLength(50);
      await expect(store.append(stream, newEvents(1), 'any')).rejects.toThrow(StoreUnavailable);
      await expect(store.readStream(stream)).rejects.toThrow(StoreUnavailable);
      await store.close();
      await close();
    });
  });
}
