import { eventsOf, pullUntil } from '../../contract/fixtures.js';
import { caughtUp, checkpoint, confirmation, event } from '../specs/answers.js';
import { useConnections } from '../specs/connections.js';
import type { ReadCall } from '../specs/faulty-server.js';

const { connect, startFaulty } = useConnections();

const HEAD = 30;
const FILTER = { streamPrefixes: ['faulty-'] };

/** Serves reads as a log that ends at the head, and every subscription as it is told. */
function serving(subscription: (call: ReadCall) => unknown) {
  return {
    read: (call: ReadCall) => {
      if (call.request.getOptions()?.hasSubscription()) {
        call.write(confirmation());
        subscription(call);
      } else {
        call.write(event({ position: HEAD }));
        call.end();
      }
    },
  };
}

describe('a checkpoint of EventStoreDB', () => {
  it('that names the place of the next event, as 24.10 has it, takes no event away', async () => {
    const { connectionString } = await startFaulty(
      serving((call) => {
        call.write(event({ position: HEAD }));
        call.write(checkpoint(40, 0));
        call.write(caughtUp());
        call.write(event({ position: 40 }));
        call.write(event({ position: 50 }));
      }),
    );
    const subscription = connect(connectionString).subscribeToAll({ filter: FILTER });
    const batches = await pullUntil(subscription, (all) => eventsOf(all).at(-1)?.position === 50n);
    expect(eventsOf(batches).map(({ position }) => position)).toEqual([30n, 40n, 50n]);
  });

  it('that names the place of the next event counts once there is a later one', async () => {
    const { connectionString } = await startFaulty(
      serving((call) => {
        call.write(caughtUp());
        for (const place of [40, 50, 60]) call.write(checkpoint(place, 0));
        call.write(event({ position: 60 }));
      }),
    );
    const subscription = connect(connectionString).subscribeToAll({ filter: FILTER, batchSize: 1 });
    const batches = await pullUntil(subscription, (all) => all.at(-1)?.position === 60n);
    expect(batches.filter(({ events }) => events.length === 0).map(({ position }) => position)).toEqual([
      30n,
      40n,
      50n,
    ]);
    expect(eventsOf(batches).map(({ position }) => position)).toEqual([60n]);
  });
});
