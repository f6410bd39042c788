import { MongoClient, MongoError, ReadConcern, type Db } from 'mongodb';
import { databaseIn } from './database-name.js';
import { InvalidMongoUrl, MongoUnavailable } from './errors.js';

export interface MongoOptions {
  /** Connection string. Read and write concern and read preference in it are overruled. */
  readonly url: string;
  /** The setting that it comes from, for errors, which never show it. */
  readonly setting: string;
  /** Where the connection string names no database. */
  readonly database: string;
  /** Milliseconds after which an unanswered call is given up. Default 5,000. */
  readonly timeout?: number | undefined;
}

/** Sockets may be silent for longer than a call waits: a large write, or a majority that is slow. */
const SILENCE = 3;

/**
 * One database of a MongoDB server, replica set or sharded cluster, by the official driver. It connects when it is
 * first used, and again by itself whenever the server has been away.
 *
 * Writes are acknowledged by a majority, reads come from the primary and see only what a majority has: nothing that
 * was read or acknowledged is taken back by a failover, and what was acknowledged is seen by every later read.
 */
export class MongoConnection {
  readonly database: Db;
  readonly #client: MongoClient;
  readonly #setting: string;
  readonly #timeout: number;
  readonly #underWay = new Set<Promise<unknown>>();
  #closed = false;

  /** @throws InvalidMongoUrl */
  constructor({ url, setting, database, timeout = 5_000 }: MongoOptions) {
    this.#setting = setting;
    this.#timeout = timeout;
    this.#client = newClient(url, setting, timeout);
    this.database = this.#client.db(databaseIn(url) ?? database, {
      readPreference: 'primary',
      readConcern: new ReadConcern('majority'),
      writeConcern: { w: 'majority', wtimeoutMS: SILENCE * timeout },
    });
  }

  /**
   * Calls of the driver, and what is thrown as an error of ours.
   *
   * @param limit milliseconds after which an answer is no longer waited for
   * @throws MongoUnavailable
   */
  async run<Result>(work: () => Promise<Result>, limit = this.#timeout): Promise<Result> {
    if (this.#closed)
      throw new MongoUnavailable(`The connection to ${this.#setting} is closed: open it anew.`);
    const working = work();
    this.#underWay.add(working);
    try {
      return await this.#within(limit, working);
    } catch (error) {
      throw isOfDriver(error) ? this.#unavailable(error.message, error) : error;
    } finally {
      this.#underWay.delete(working);
    }
  }

  /** Finishes what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled([...this.#underWay]);
    await this.#client.close();
  }

  async #within<Result>(limit: number, working: Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(this.#unavailable(`no answer within ${limit} ms`));
      }, limit);
    });
    try {
      return await Promise.race([working, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #unavailable(reason: string, cause?: Error): MongoUnavailable {
    return new MongoUnavailable(
      `MongoDB cannot be used (${reason}): see that the server that ${this.#setting} names runs and lets this program in; nothing needs to be started anew.`,
      { cause },
    );
  }
}

function newClient(url: string, setting: string, timeout: number): MongoClient {
  try {
    return new MongoClient(url, {
      appName: 'second-shot',
      useBigInt64: true,
      serverSelectionTimeoutMS: timeout,
      connectTimeoutMS: timeout,
      waitQueueTimeoutMS: timeout,
      socketTimeoutMS: SILENCE * timeout,
    });
  } catch {
    throw new InvalidMongoUrl(setting);
  }
}

/** Codes of Node's own errors: ENOTFOUND, ERR_TLS_CERT_ALTNAME_INVALID. */
const OF_NODE = /^(E[A-Z\d]+|ERR_[A-Z\d_]+)$/;

/** The driver's errors, and those of sockets, name resolution and certificate files that it lets through. */
function isOfDriver(error: unknown): error is Error {
  if (error instanceof MongoError) return true;
  return typeof error === 'object' && error !== null && 'code' in error && OF_NODE.test(String(error.code));
}
