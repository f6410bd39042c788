import { EventStoreDBClient, streamNameFilter } from '@eventstore/db-client';
import { VOUCHER_STREAM_PREFIX } from '#vouchers';
import type { Program, Serving, Throughput } from '../harness/program.js';

/** The official client of EventStoreDB alone: a filtered subscription from the start until it has caught up. */
export const program: Program<Serving, Throughput> = {
  async run({ origin }) {
    const client = EventStoreDBClient.connectionString(origin);
    const filter = streamNameFilter({ prefixes: [VOUCHER_STREAM_PREFIX], maxSearchWindow: 500 });
    const started = performance.now();
    const subscription = client.subscribeToAll({ filter });
    let seen = 0;
    let seconds = 0;
    subscription.on('caughtUp', () => {
      seconds = (performance.now() - started) / 1_000;
      void subscription.unsubscribe();
    });
    for await (const { event } of subscription) if (event) seen += 1;
    await client.dispose();
    return { perSecond: seen / seconds };
  },
};
