import { openEventStoreDb } from '#event-store/eventstoredb';
import { MongoConnection } from '#mongodb';
import { databaseOfOwn } from '#mongodb/testing';
import { MongoDocumentStore } from '../../../libs/read-models/src/mongodb/mongo-document-store.js';
import type { Program, Serving, Throughput } from '../harness/program.js';
import { DriverCalls } from '../workload/driver-calls.js';
import { RecordedConnection } from './recorded-connection.js';
import { rebuild } from './rebuild.js';

export interface AdapterRebuildParams extends Serving {
  /** Connection string of the server without a database. */
  readonly mongoDbUrl: string;
  /** A file for the calls of MongoDB's driver that were made; without it none are noted. */
  readonly record?: string;
}

/** Builds all read models of an event store on EventStoreDB, in a database of their own on MongoDB. */
export const program: Program<AdapterRebuildParams, Throughput> = {
  async run({ origin, mongoDbUrl, record }) {
    const database = databaseOfOwn(mongoDbUrl);
    const options = { url: database.url, setting: 'MONGODB_URL', database: '' };
    const calls = new DriverCalls();
    const connection =
      record === undefined ? new MongoConnection(options) : new RecordedConnection(options, calls);
    const store = new MongoDocumentStore(connection);
    const events = openEventStoreDb({ connectionString: origin });
    const throughput = await rebuild(events, store);
    await events.close();
    await store.close();
    await database.drop();
    if (record !== undefined) await calls.save(record);
    return throughput;
  },
};
