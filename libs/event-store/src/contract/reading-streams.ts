import type { EventStore } from '../port/index.js';
import { newEvents, newStream } from './fixtures.js';

export function describeReadingStreams(store: () => EventStore): void {
  describe('reading a stream', () => {
    const stream = newStream();
    beforeAll(() => store().append(stream, newEvents(10), 'no_stream'));

    const revisions = async (options: Parameters<EventStore['readStream']>[1]) =>
      (await store().readStream(stream, options)).map(({ revision }) => revision);

    it('begins at its start, or at its end backwards', async () => {
      expect(await revisions({})).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(await revisions({ direction: 'backwards' })).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    });

    it('begins at a revision, inclusive, and ends at the limit', async () => {
      expect(await revisions({ from: 3, limit: 3 })).toEqual([3, 4, 5]);
      expect(await revisions({ from: 3, limit: 3, direction: 'backwards' })).toEqual([3, 2, 1]);
      expect(await revisions({ from: 9, limit: 1 })).toEqual([9]);
      expect(await revisions({ limit: 1, direction: 'backwards' })).toEqual([9]);
    });

    it('answers what there is when asked for more', async () => {
      expect(await revisions({ from: 8, limit: 10_000 })).toEqual([8, 9]);
      expect(await revisions({ from: 1, limit: 10_000, direction: 'backwards' })).toEqual([1, 0]);
      expect(await revisions({ from: 10 })).toEqual([]);
      expect(await revisions({ from: 20, limit: 2, direction: 'backwards' })).toEqual([9, 8]);
    });

    it('is empty for a stream that does not exist', async () => {
      expect(await store().readStream(newStream())).toEqual([]);
      expect(await store().readStream(newStream(), { direction: 'backwards' })).toEqual([]);
      expect(await store().readStream(stream.slice(0, -1))).toEqual([]);
    });

    it('answers 1,000 events unless told otherwise', async () => {
      const long = newStream();
      await store().append(long, newEvents(1_001), 'no_stream');
      expect(await store().readStream(long)).toHaveLength(1_000);
      expect(await store().readStream(long, { limit: 10_000 })).toHaveLength(1_001);
    });
  });
}
