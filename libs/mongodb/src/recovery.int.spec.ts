import type { Db } from 'mongodb';
import { MongoConnection, MongoUnavailable } from './index.js';
import { yesServer } from './testing/yes-server.js';

const TIMEOUT = 1_000;
const LONG = 60_000;

/** More than the sockets of both sides hold, so that the driver waits for them to drain. */
const LARGE = 'x'.repeat(15_000_000);

describe('a connection to MongoDB whose driver waits for what never comes', () => {
  let server: Awaited<ReturnType<typeof yesServer>>;
  let connection: MongoConnection;
  let prepared: readonly Db[];
  beforeEach(async () => {
    server = await yesServer({ longest: 100_000 });
    prepared = [];
  });
  afterEach(async () => {
    await connection.close();
    await server.close();
  });

  async function connect(options = ''): Promise<Db> {
    const url = `mongodb://127.0.0.1:${server.port}/${options}`;
    const prepare = async (database: Db) => {
      prepared = [...prepared, database];
    };
    connection = new MongoConnection({ url, setting: 'URL', database: 'd', timeout: TIMEOUT, prepare });
    await untilItWorks();
    return connection.database;
  }

  const ping = () => connection.run(() => connection.database.command({ ping: 1 }));

  /** On a busy machine also what works may not be answered in time. */
  async function untilItWorks(): Promise<void> {
    for (;;) {
      try {
        await ping();
        return;
      } catch (error) {
        if (!(error instanceof MongoUnavailable)) throw error;
      }
    }
  }

  const stuck = (limit?: number) =>
    connection.run(() => connection.database.collection('c').insertOne({ large: LARGE }), limit);

  it('works again as soon as a call was given up', async () => {
    // Whoever comes later waits for the connection that is stuck.
    const lost = await connect('?maxPoolSize=1');
    await expect(stuck()).rejects.toBeInstanceOf(MongoUnavailable);
    await untilItWorks();
    expect(connection.database).not.toBe(lost);
    expect(prepared).toContain(connection.database);
  });

  it('gives up all that is under way, however long that may take', async () => {
    await connect('?maxPoolSize=1');
    const calls = [stuck(LONG), ping(), ping()];
    const givenUp = (call: Promise<unknown>) => expect(call).rejects.toBeInstanceOf(MongoUnavailable);
    await Promise.all(calls.map(givenUp));
    await untilItWorks();
  });

  it('stays as it is where other calls are answered', async () => {
    const before = await connect();
    const slow = expect(stuck()).rejects.toBeInstanceOf(MongoUnavailable);
    const began = performance.now();
    while (performance.now() - began < 1.5 * TIMEOUT) await ping();
    await slow;
    expect(connection.database).toBe(before);
  });

  it('is closed although the driver goes on waiting', async () => {
    await connect('?maxPoolSize=1');
    const slow = stuck();
    await Promise.all([expect(slow).rejects.toBeInstanceOf(MongoUnavailable), connection.close()]);
  });
});
