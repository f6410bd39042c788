import { openEventStoreDb } from '#event-store/eventstoredb';
import { VOUCHER_STREAM_PREFIX } from '#vouchers';
import type { Program, Serving, Throughput } from '../harness/program.js';

/** A filtered subscription of the adapter from the start until it has caught up. */
export const program: Program<Serving, Throughput> = {
  async run({ origin }) {
    const store = openEventStoreDb({ connectionString: origin });
    const filter = { streamPrefixes: [VOUCHER_STREAM_PREFIX] };
    const started = performance.now();
    let seen = 0;
    for await (const { events, caughtUp } of store.subscribeToAll({ filter, batchSize: 2_000 })) {
      seen += events.length;
      if (caughtUp) break;
    }
    const perSecond = (seen * 1_000) / (performance.now() - started);
    await store.close();
    return { perSecond };
  },
};
