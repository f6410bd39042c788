import { MongoConnection, type MongoOptions } from '#mongodb';
import type { DriverCalls } from '../workload/driver-calls.js';

type Database = MongoConnection['database'];
type Collection = ReturnType<Database['collection']>;

/** A connection that notes every call of a collection, and whether one failed. */
export class RecordedConnection extends MongoConnection {
  constructor(
    options: MongoOptions,
    private readonly calls: DriverCalls,
  ) {
    super(options);
  }

  override get database(): Database {
    return new Proxy(super.database, {
      get: (database, name) =>
        name === 'collection'
          ? (collection: string) => this.#recorded(database.collection(collection))
          : bound(database, name),
    });
  }

  #recorded(collection: Collection): Collection {
    return new Proxy(collection, {
      get: (target, name) => {
        const method = bound(target, name);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]): unknown => {
          this.calls.add({ collection: target.collectionName, method: String(name), args });
          const answer: unknown = Reflect.apply(method, target, args);
          if (answer instanceof Promise) {
            answer.catch((error: unknown) => {
              this.calls.failed(error);
            });
          }
          return answer;
        };
      },
    });
  }
}

function bound(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? (value.bind(target) as unknown) : value;
}
