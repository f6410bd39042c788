import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';

const SERVER = process.env['MONGODB_URL'];

/** A suite against the server that `MONGODB_URL` names, left out where it is not set. */
export function describeOnMongo(name: string, suite: () => void): void {
  (SERVER === undefined ? describe.skip : describe)(name, suite);
}

/** A database that no other test has. */
export interface DatabaseOfOwn {
  /** Names the database. */
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** @param server connection string without a database */
export function databaseOfOwn(server = SERVER ?? ''): DatabaseOfOwn {
  const name = `second-shot-test-${randomBytes(8).toString('hex')}`;
  return {
    url: withDatabase(server, name),
    async drop() {
      const client = new MongoClient(server);
      try {
        await client.db(name).dropDatabase();
      } finally {
        await client.close();
      }
    },
  };
}

function withDatabase(server: string, name: string): string {
  const [, origin = server, options = ''] = /^([^/]+\/\/[^/?]+)[^?]*(\?.*)?$/.exec(server) ?? [];
  return `${origin}/${name}${options}`;
}
