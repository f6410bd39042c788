import fc from 'fast-check';
import { newEvents } from '../../contract/fixtures.js';
import type { NewEvent } from '../../port/index.js';
import type { EmbeddedEventStore } from '../embedded-event-store.js';
import { openEmbeddedEventReader } from '../embedded-event-reader.js';
import { foreignEvent, foreignEvents, metadataEvent } from '../specs/log-events.js';
import { useTemporaryStores } from '../specs/temporary-store.js';

const stores = useTemporaryStores();
const STREAMS = ['one', 'other'] as const;

type Step = (store: EmbeddedEventStore, stream: string, earlier: NewEvent[][]) => Promise<unknown>;

const steps: Readonly<Record<string, Step>> = {
  append: (store, stream, earlier) => {
    const events = [...newEvents(1 + (earlier.length % 3))];
    earlier.push(events);
    return store.append(stream, events, 'any');
  },
  'append again': (store, stream, earlier) => store.append(stream, earlier[0] ?? newEvents(1), 'any'),
  'append what is no JSON': ({ log }, stream) =>
    log.append(stream, [foreignEvent({ isJson: false }), ...foreignEvents(1)], 'any'),
  'be refused': (store, stream) => store.append(stream, newEvents(1), 999).catch(() => undefined),
  'limit the count': ({ log }, stream) => log.append(`$$${stream}`, [metadataEvent({ $maxCount: 2 })], 'any'),
  'lift the limits': ({ log }, stream) => log.append(`$$${stream}`, [metadataEvent({})], 'any'),
  remove: ({ log }, stream) => log.remove('soft', stream, 'any').catch(() => undefined),
};

describe('the last append to a stream', () => {
  it('is read as the file has it, whatever was done to the stream', async () => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.constantFrom(...STREAMS));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (story) => {
        const store = await stores.open();
        const file = await openEmbeddedEventReader({ directory: stores.path() });
        const earlier = { one: [], other: [] };
        try {
          for (const [name, stream] of story) {
            await steps[name]?.(store, stream, earlier[stream]);
            await expectTheSame(store, file);
          }
        } finally {
          await file.close();
          await stores.remove();
        }
      }),
      { numRuns: 20 },
    );
  });
});

async function expectTheSame(
  store: Pick<EmbeddedEventStore, 'readStream'>,
  file: Pick<EmbeddedEventStore, 'readStream'>,
): Promise<void> {
  for (const stream of STREAMS) {
    const head = (await file.readStream(stream, { direction: 'backwards', limit: 1 }))[0]?.revision ?? 0;
    for (const from of [0, head - 2, head - 1, head, head + 1].filter((revision) => revision >= 0)) {
      for (const limit of [1, 100]) {
        const read = await store.readStream(stream, { from, limit });
        expect(read).toEqual(await file.readStream(stream, { from, limit }));
      }
    }
  }
}
