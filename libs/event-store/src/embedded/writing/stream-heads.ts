import { prepare, type Database } from '#sqlite';

/** Most streams that are remembered; any other one costs a look into the database. */
const CAPACITY = 20_000;

export interface StreamHead {
  readonly id: number;
  /** Of the last event, -1 while there is none. */
  revision: number;
}

/** Where the streams end, the recently used ones from memory. */
export class StreamHeads {
  readonly #known = new Map<string, StreamHead>();
  readonly #find;
  readonly #create;

  constructor(database: Database) {
    this.#find = prepare<StreamHead>(
      database,
      `SELECT id, (SELECT max(revision) FROM events WHERE stream = streams.id) AS revision
       FROM streams WHERE name = ?`,
    );
    this.#create = prepare(database, 'INSERT INTO streams (name) VALUES (?)');
  }

  find(name: string): StreamHead | undefined {
    const known = this.#known.get(name);
    if (known) return known;
    const found = this.#find.get(name);
    return found && this.#remember(name, { ...found });
  }

  create(name: string): StreamHead {
    return this.#remember(name, { id: Number(this.#create.run(name).lastInsertRowid), revision: -1 });
  }

  forget(): void {
    this.#known.clear();
  }

  #remember(name: string, head: StreamHead): StreamHead {
    if (this.#known.size >= CAPACITY) this.#known.clear();
    this.#known.set(name, head);
    return head;
  }
}
