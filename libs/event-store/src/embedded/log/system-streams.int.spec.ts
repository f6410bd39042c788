import { newEvent, newEvents, readToEnd } from '../../contract/fixtures.js';
import { foreignEvent, foreignEvents, metadataEvent } from '../specs/log-events.js';
import { useTemporaryStores } from '../specs/temporary-store.js';

const stores = useTemporaryStores();

describe('system streams', () => {
  it('are in the log, and not for the readers of the port', async () => {
    const store = await stores.open();
    await store.append('mine', newEvents(2), 'no_stream');
    await store.log.append('$system', [foreignEvent()], 'no_stream');
    await store.log.append('$$mine', [metadataEvent({ $maxCount: 9 })], 'no_stream');
    await store.append('mine', newEvents(1), 1);
    expect((await store.log.readAll({ limit: 10 })).events.map(({ stream }) => stream)).toEqual([
      'mine',
      'mine',
      '$system',
      '$$mine',
      'mine',
    ]);
    for (const direction of ['forwards', 'backwards'] as const) {
      const positions = (await readToEnd(store, { direction, limit: 1 })).map(({ position }) => position);
      expect(positions).toEqual(direction === 'forwards' ? [1n, 2n, 5n] : [5n, 2n, 1n]);
    }
    await expect(store.readStream('$system')).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    await expect(store.append('$system', [newEvent()], 'any')).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
    });
  });

  it('move the checkpoint of a subscription of the port', async () => {
    const store = await stores.open();
    await store.log.append('$system', foreignEvents(3), 'no_stream');
    for await (const batch of store.subscribeToAll()) {
      expect(batch).toEqual({ events: [], position: 3n, caughtUp: true });
      break;
    }
  });

  it('do not hide what lies beyond ever so many of their events', async () => {
    const store = await stores.open();
    for (let round = 0; round < 7; round += 1) await store.log.append('$system', foreignEvents(1_000), 'any');
    await store.append('mine', newEvents(1), 'no_stream');
    for (let round = 0; round < 7; round += 1) await store.log.append('$system', foreignEvents(1_000), 'any');
    for (const direction of ['forwards', 'backwards'] as const) {
      expect((await readToEnd(store, { direction, limit: 10 })).map(({ stream }) => stream)).toEqual([
        'mine',
      ]);
    }
  });
});
