import { MongoClient, MongoServerError, ReadConcern, type Db } from 'mongodb';
import { atMost } from './at-most.js';
import { databaseIn, isDatabaseName } from './database-name.js';
import { InvalidDatabaseName, InvalidMongoUrl, type MongoUnavailable, Unanswered } from './errors.js';

export interface MongoOptions {
  /** Connection string. Read and write concern and read preference in it are overruled. */
  readonly url: string;
  /** The setting that it comes from, for errors, which never show it. */
  readonly setting: string;
  /** Where the connection string names no database. */
  readonly database: string;
  /** Milliseconds after which an unanswered call is given up. Default 5,000. */
  readonly timeout?: number | undefined;
  /** Makes what the calls need, such as indexes. Done with the first call that reaches the server; it may be repeated. */
  readonly prepare?: (database: Db) => Promise<unknown>;
  /** What is thrown of a server that cannot be used, in the words of whoever calls. Default: the error as it is. */
  readonly unavailable?: (error: MongoUnavailable) => Error;
}

/**
 * A socket may be silent for so many times as long as a call waits: during a large write, or while a majority is slow.
 */
const SILENCE = 3;

/** How much of a call's time may go by until the driver says why no server serves it. */
const SELECTION = 0.8;

/** A client of the driver, with its pool of connections and whatever watches the servers. */
export class Client {
  readonly database: Db;
  readonly #client: MongoClient;
  readonly #timeout: number;
  readonly #prepare: MongoOptions['prepare'];
  readonly #givingUp = new Set<(reason: string) => void>();
  #prepared: Promise<unknown> | undefined;
  #hasConnected = false;
  /** When a server answered last; at first, when the client was made. */
  #answeredAt = performance.now();

  /** @throws InvalidMongoUrl, InvalidDatabaseName */
  constructor({ url, setting, database, timeout = 5_000, prepare }: MongoOptions) {
    this.#timeout = timeout;
    this.#prepare = prepare;
    let name: string;
    try {
      this.#client = newClient(url, timeout);
      name = databaseIn(url) ?? database;
    } catch {
      throw new InvalidMongoUrl(setting);
    }
    if (!isDatabaseName(name)) throw new InvalidDatabaseName(setting);
    this.database = this.#client.db(name, {
      readPreference: 'primary',
      readConcern: new ReadConcern('majority'),
      writeConcern: { w: 'majority', wtimeoutMS: SILENCE * timeout },
    });
  }

  /** Whether a server was there for it at some time. */
  get hasConnected(): boolean {
    return this.#hasConnected;
  }

  /**
   * @param limit milliseconds after which an answer is no longer waited for
   * @throws Unanswered, and whatever the driver and `work` throw
   */
  async call<Result>(work: () => Promise<Result>, limit = this.#timeout): Promise<Result> {
    let giveUp = (_reason: string): void => undefined;
    const unanswered = new Promise<never>((_, reject) => {
      giveUp = (reason) => {
        reject(new Unanswered(reason));
      };
    });
    const timer = setTimeout(giveUp, limit, `no answer within ${limit} ms`);
    this.#givingUp.add(giveUp);
    try {
      const answer = await Promise.race([this.#afterPreparing(work), unanswered]);
      this.#answeredAt = performance.now();
      return answer;
    } catch (error) {
      if (error instanceof MongoServerError) this.#answeredAt = performance.now();
      throw error;
    } finally {
      clearTimeout(timer);
      this.#givingUp.delete(giveUp);
    }
  }

  /** Whether there was no answer for so long that a call which failed waited for most of its time in vain. */
  isSilentSince(began: number): boolean {
    return performance.now() - Math.max(began, this.#answeredAt) > this.#timeout / 2;
  }

  /** Gives up what is under way. The driver is not waited for longer than for an answer. */
  async close(): Promise<void> {
    for (const giveUp of this.#givingUp) giveUp('the connection was given up, as nothing was answered');
    await atMost(this.#timeout, this.#client.close());
  }

  async #afterPreparing<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#prepared ??= this.#connect().catch((error: unknown) => {
      this.#prepared = undefined;
      throw error;
    });
    await this.#prepared;
    return work();
  }

  /** Once for all calls: of several that connect, the driver tells one alone why it cannot. */
  async #connect(): Promise<void> {
    await this.#client.connect();
    this.#hasConnected = true;
    await this.#prepare?.(this.database);
  }
}

function newClient(url: string, timeout: number): MongoClient {
  return new MongoClient(url, {
    appName: 'second-shot',
    useBigInt64: true,
    serverSelectionTimeoutMS: Math.floor(SELECTION * timeout),
    connectTimeoutMS: timeout,
    waitQueueTimeoutMS: timeout,
    socketTimeoutMS: SILENCE * timeout,
  });
}
