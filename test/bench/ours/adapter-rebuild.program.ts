import { openEventStoreDb } from '#event-store/eventstoredb';
import type { Program, Serving, Throughput } from '../harness/program.js';
import { rebuild } from './rebuild.js';

/** Builds all read models of an event store on EventStoreDB. */
export const program: Program<Serving, Throughput> = {
  async run({ directory, origin }) {
    const events = openEventStoreDb({ connectionString: origin });
    const throughput = await rebuild(events, directory);
    await events.close();
    return throughput;
  },
};
