import { EventStoreDBClient, streamNameFilter } from '@eventstore/db-client';
import { type Db, FindCursor, MongoClient, ReadConcern } from 'mongodb';
import { databaseOfOwn } from '#mongodb/testing';
import { PROGRAMME_STREAM_PREFIXES } from '#vouchers';
import type { Program, Serving, Throughput } from '../harness/program.js';
import { type DriverCall, readLanes } from '../workload/driver-calls.js';

export interface ClientRebuildParams extends Serving {
  /** Connection string of the server without a database. */
  readonly mongoDbUrl: string;
  /** The calls of MongoDB's driver that a rebuild made. */
  readonly calls: string;
}

/** The work was another one than in the rebuild whose calls these are. */
class OtherWork extends Error {}

/**
 * The official clients of EventStoreDB and MongoDB alone: a subscription to all events, and the calls of the driver
 * that a rebuild made, with the same documents, on an empty database. What followed each other in the rebuild does
 * so here, and nothing waits for the events.
 */
export const program: Program<ClientRebuildParams, Throughput> = {
  async run({ origin, mongoDbUrl, calls }) {
    const own = databaseOfOwn(mongoDbUrl);
    const lanes = await readLanes(calls);
    const events = EventStoreDBClient.connectionString(origin);
    const client = new MongoClient(own.url, { useBigInt64: true });
    const database = client.db(undefined, {
      readPreference: 'primary',
      readConcern: new ReadConcern('majority'),
      writeConcern: { w: 'majority' },
    });
    const started = performance.now();
    const [head] = await Promise.all([readAll(events), ...lanes.map((lane) => repeat(database, lane))]);
    const seconds = (performance.now() - started) / 1_000;
    await client.close();
    await events.dispose();
    await own.drop();
    return { perSecond: Number(head) / seconds };
  },
};

/** @returns the position of the last event */
async function readAll(client: EventStoreDBClient): Promise<bigint> {
  const filter = streamNameFilter({ prefixes: [...PROGRAMME_STREAM_PREFIXES], maxSearchWindow: 500 });
  const subscription = client.subscribeToAll({ filter });
  subscription.on('caughtUp', () => void subscription.unsubscribe());
  let head = 0n;
  for await (const { event } of subscription) if (event) head = event.position.commit;
  return head;
}

type Answer = FindCursor | Promise<object | null>;

async function repeat(database: Db, lane: readonly DriverCall[]): Promise<void> {
  for (const { collection, method, args } of lane) {
    const target: object = database.collection(collection);
    const call = Reflect.get(target, method) as (...args: readonly unknown[]) => Answer;
    const answer = Reflect.apply(call, target, args);
    if (answer instanceof FindCursor) await answer.toArray();
    else checkWrites(args, await answer);
  }
}

/** Of a bulk write, all writes are to have found what they replace, or nothing in place of what they insert. */
function checkWrites([writes]: readonly unknown[], answer: object | null): void {
  if (!(answer && 'insertedCount' in answer && 'matchedCount' in answer && Array.isArray(writes))) return;
  const { insertedCount, matchedCount } = answer;
  const done = Number(insertedCount) + Number(matchedCount);
  if (done !== writes.length) throw new OtherWork(`${done} of ${writes.length} writes did what they did.`);
}
