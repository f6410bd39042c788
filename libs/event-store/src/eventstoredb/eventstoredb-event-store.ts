import {
  StoreUnavailable,
  type AllBatch,
  type AllPage,
  type AllSubscriptionOptions,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamBatch,
  type StreamSubscriptionOptions,
} from '../port/index.js';
import { Appender } from './appender.js';
import { createClient, type Client } from './connection/client.js';
import { readConnectionString } from './connection/connection-string.js';
import { Reader } from './reader.js';
import { Subscriber } from './subscriber.js';

export interface EventStoreDbOptions {
  /**
   * `esdb://` for one server or a list, `esdb+discover://` for a name that stands for a cluster. Its option
   * `defaultDeadline` says how many milliseconds an append may take, and a read be silent; 5,000 when it is left out.
   */
  readonly connectionString: string;
}

const DEFAULT_DEADLINE = 5_000;

/**
 * An event store on EventStoreDB 23.10 or later. It connects with the first call, and again whenever a connection is
 * lost: a server that is not there yet makes calls fail with `StoreUnavailable`, and subscriptions wait for it.
 *
 * @throws InvalidConnectionString
 */
export function openEventStoreDb({ connectionString }: EventStoreDbOptions): EventStore {
  const target = readConnectionString(connectionString);
  return new EventStoreDbEventStore(createClient(target), target.options.defaultDeadline ?? DEFAULT_DEADLINE);
}

class EventStoreDbEventStore implements EventStore {
  readonly #appender: Appender;
  readonly #reader: Reader;
  readonly #subscriber: Subscriber;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  constructor(
    private readonly client: Client,
    deadline: number,
  ) {
    this.#reader = new Reader(client, deadline);
    this.#appender = new Appender(client, this.#reader, deadline);
    this.#subscriber = new Subscriber(client, this.#reader, deadline, this.#closing.signal);
  }

  append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    return this.#call(() => this.#appender.append(stream, events, expected));
  }

  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    return this.#call(() => this.#reader.readStream(stream, options));
  }

  readAll(options?: ReadAllOptions): Promise<AllPage> {
    return this.#call(() => this.#reader.readAll(options));
  }

  headPosition(): Promise<Position> {
    return this.#call(() => this.#reader.headPosition());
  }

  subscribeToAll(options?: AllSubscriptionOptions): AsyncIterable<AllBatch> {
    return this.#subscriber.subscribeToAll(options);
  }

  subscribeToStream(stream: string, options?: StreamSubscriptionOptions): AsyncIterable<StreamBatch> {
    return this.#subscriber.subscribeToStream(stream, options);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#underWay);
    await this.client.close();
  }

  async #call<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (this.#closed) throw new StoreUnavailable('The connection to EventStoreDB has been closed.');
    const answer = work();
    this.#underWay.add(answer);
    try {
      return await answer;
    } finally {
      this.#underWay.delete(answer);
    }
  }
}
