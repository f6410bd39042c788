import { openEmbeddedEventStore } from '#event-store/embedded';
import { openEmbeddedDocumentStore } from '../embedded/index.js';
import { plainFold, storedFold } from '../testing/plain-fold.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { appendAll, parcels, readWhole, senders, toyEvent } from '../testing/toys.js';
import { ProjectionRunner } from './runner.js';

describe('smoke', () => {
  it('folds', async () => {
    const directory = await temporaryDirectory();
    const events = await openEmbeddedEventStore({ directory: directory.path });
    const store = await openEmbeddedDocumentStore({ directory: directory.path });
    await appendAll(events, [
      ['parcel-1', toyEvent('ParcelSent', { sender: 'a', kilos: 3 })],
      ['parcel-1', toyEvent('ParcelMoved', { to: 'x' })],
      ['parcel-2', toyEvent('ParcelSent', { sender: 'a', kilos: 4 })],
    ]);
    const runner = new ProjectionRunner({ events, store, projections: [parcels, senders] });
    await runner.start();
    await runner.waitFor(3n, 5_000);
    await appendAll(events, [['parcel-1', toyEvent('ParcelDelivered', { sender: 'a' })]]);
    await runner.waitFor(4n, 5_000);
    for (const projection of [parcels, senders]) {
      expect(await storedFold(store, projection)).toEqual(plainFold(projection, await readWhole(events)));
    }
    console.log(await runner.status());
    await runner.rebuild('parcels');
    console.log(await runner.status());
    expect(await storedFold(store, parcels)).toEqual(plainFold(parcels, await readWhole(events)));
    await runner.stop();
    await events.close();
    await store.close();
    await directory.remove();
  });
});
