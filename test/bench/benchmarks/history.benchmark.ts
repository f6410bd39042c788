import { type Children, startProgram } from '../harness/child.js';
import type { Serving, Throughput } from '../harness/program.js';
import { Client } from '../load/client.js';
import type { Benchmark } from './benchmark.js';
import { PROGRAMS } from './programs.js';
import { interleaved } from './rounds.js';
import { underLoad } from './under-load.js';

/** One voucher's history out of a large store, beside a route that answers the very same body. */
export const history: Benchmark = {
  name: 'history',
  unit: 'requests/s',
  against: 'a NestJS GET that answers the same body',
  target: { atLeast: 0.5 },
  async measure({ children, sizes, stores, progress }) {
    const dataDir = await stores.filledWith(sizes.largeStore);
    progress('building the read models of the large store');
    const { path, body } = await someHistory(children, dataDir);
    const load = { window: sizes.window, connections: sizes.connections, call: { path } };
    const of = (program: URL, params: object) => () =>
      underLoad<Throughput>(children, { program, params }, { program: PROGRAMS.repeat, params: load });
    return interleaved(
      sizes.rounds,
      of(PROGRAMS.server, { dataDir }),
      of(PROGRAMS.floorServer, { answer: body }),
    );
  },
};

/** Where a voucher whose life is over has its history, and what is answered there. */
async function someHistory(children: Children, dataDir: string): Promise<{ path: string; body: string }> {
  const { result, stop } = await startProgram<Serving>(children, PROGRAMS.server, { dataDir });
  const client = new Client(result.origin, 1);
  try {
    const found = JSON.parse(await client.call({ path: '/v1/vouchers?status=completed&limit=1' })) as {
      readonly items: readonly { readonly voucherId: string }[];
    };
    const path = `/v1/vouchers/${found.items[0]?.voucherId ?? 'none'}/history`;
    return { path, body: await client.call({ path }) };
  } finally {
    await client.close();
    await stop();
  }
}
