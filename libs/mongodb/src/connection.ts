import { type Db, MongoError, MongoServerError } from 'mongodb';
import { atMost } from './at-most.js';
import { Client, type MongoOptions } from './client.js';
import { InvalidDatabaseName, MongoUnavailable, Unanswered } from './errors.js';
import { reasonOf } from './reason.js';

/** Milliseconds that a client has to find a server when it is closed before it ever had one. */
const TO_CONNECT = 1_000;

/**
 * One database of a MongoDB server, replica set or sharded cluster, by the official driver. It connects when it is
 * first used, and again by itself whenever the server has been away.
 *
 * Writes are acknowledged by a majority, reads come from the primary and see only what a majority has: nothing that
 * was read or acknowledged is taken back by a failover, and what was acknowledged is seen by every later read.
 *
 * The driver (7.9) waits without end for a socket to take what it writes when that socket is closed meanwhile. This
 * can befall what watches the servers, or every connection of the pool, and then its client never works again. So a
 * client that is silent while calls wait for it is replaced.
 */
export class MongoConnection {
  readonly #options: MongoOptions;
  readonly #underWay = new Set<Promise<unknown>>();
  #client: Client;
  #closed = false;

  /** @throws InvalidMongoUrl, InvalidDatabaseName */
  constructor(options: MongoOptions) {
    this.#options = options;
    this.#client = new Client(options);
  }

  /** To be asked for by every call: it is another one when the client was replaced. */
  get database(): Db {
    return this.#client.database;
  }

  /**
   * Calls of the driver, and what is thrown as an error of ours.
   *
   * @param limit milliseconds after which an answer is no longer waited for
   * @throws InvalidDatabaseName, and what `unavailable` of the options makes of MongoUnavailable
   */
  async run<Result>(work: () => Promise<Result>, limit?: number): Promise<Result> {
    if (this.#closed) {
      throw this.#unavailable(`The connection to ${this.#options.setting} is closed: open it anew.`);
    }
    const began = performance.now();
    const client = this.#client;
    const working = client.call(work, limit);
    this.#underWay.add(working);
    try {
      return await working;
    } catch (error) {
      if (!isOfDriver(error)) throw error;
      if (client === this.#client && client.isSilentSince(began)) this.#replaceClient();
      throw isInvalidNamespace(error)
        ? new InvalidDatabaseName(this.#options.setting, error.message)
        : this.#unreachable(error);
    } finally {
      this.#underWay.delete(working);
    }
  }

  /** Finishes what is under way; what finds no server is soon given up. */
  async close(): Promise<void> {
    this.#closed = true;
    const finished = Promise.allSettled([...this.#underWay]);
    if (!this.#client.hasConnected) await atMost(TO_CONNECT, finished);
    if (this.#client.hasConnected) await finished;
    await this.#client.close();
  }

  /** The one that was there is not waited for: it may wait for ever itself. */
  #replaceClient(): void {
    if (this.#closed) return;
    const silent = this.#client;
    this.#client = new Client(this.#options);
    void silent.close().catch(() => undefined);
  }

  #unreachable(cause: Error): Error {
    return this.#unavailable(
      `MongoDB cannot be used (${reasonOf(cause)}): check that the server that ${this.#options.setting} names is running and lets this program in; nothing needs to be restarted.`,
      { cause },
    );
  }

  #unavailable(message: string, options?: ErrorOptions): Error {
    const { unavailable = (error) => error } = this.#options;
    return unavailable(new MongoUnavailable(message, options));
  }
}

/** Of a name of a database that this server refuses: those of the collections are ours. */
function isInvalidNamespace(error: Error): boolean {
  return error instanceof MongoServerError && error.code === 73;
}

/** Codes of Node's own errors: ENOTFOUND, ERR_TLS_CERT_ALTNAME_INVALID. */
const OF_NODE = /^(E[A-Z\d]+|ERR_[A-Z\d_]+)$/;

/** The driver's errors, and those of sockets, name resolution and certificate files that it lets through. */
function isOfDriver(error: unknown): error is Error {
  if (error instanceof MongoError || error instanceof Unanswered) return true;
  return typeof error === 'object' && error !== null && 'code' in error && OF_NODE.test(String(error.code));
}
