import { belongsTo, checkpointsOf } from '../../names.js';
import type { DocumentStore } from '../../port/index.js';
import type { Generations } from '../../queries/generations.js';

type Retired = Generations['retired'];

/** Milliseconds for which queries that began before a switch can still read. */
const GRACE = 10_000;

/** Drops the collections that were retired long enough ago. @returns those that remain */
export async function dropRetired(store: DocumentStore, retired: Retired, now: number): Promise<Retired> {
  const due = retired.filter(({ since }) => now - since >= GRACE);
  if (due.length === 0) return retired;
  const names = await store.collections();
  for (const one of due) {
    const { collection } = one;
    for (const name of names) if (belongsTo(collection, name)) await store.dropCollection(name);
    for (const name of checkpointsOf(one)) await store.removeCheckpoint(name);
  }
  return retired.filter((one) => !due.includes(one));
}
