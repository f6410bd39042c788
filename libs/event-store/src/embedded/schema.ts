import type { DatabaseKind } from '#sqlite';

/**
 * The stored format: change it by adding a migration, never by editing one that was released.
 *
 * Streams are numbered in the order of their birth, so that the indexes over events grow where they are hot: at the
 * recent streams, whatever their names. There is no index on type: a scan that only looks at types passes some
 * million events a second, and every append would pay for it.
 */
export const EVENT_STORE: DatabaseKind = {
  name: 'event store',
  applicationId: 0x53_53_65_76,
  migrations: [
    `CREATE TABLE streams (
       id INTEGER PRIMARY KEY,
       name TEXT NOT NULL UNIQUE
     ) STRICT;

     CREATE TABLE events (
       position INTEGER PRIMARY KEY,
       stream INTEGER NOT NULL,
       revision INTEGER NOT NULL,
       type TEXT NOT NULL,
       id TEXT NOT NULL,
       created_at INTEGER NOT NULL,
       data TEXT NOT NULL,
       metadata TEXT NOT NULL
     ) STRICT;

     CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
     CREATE INDEX events_by_id ON events (stream, id);`,

    // What a foreign client sent and the columns above cannot hold as it is; and what rules over a stream besides
    // its events. Both are empty in a store that only the programme writes to, and cost it nothing.
    `CREATE TABLE raw_contents (
       position INTEGER PRIMARY KEY,
       is_json INTEGER NOT NULL,
       data BLOB,
       metadata BLOB
     ) STRICT;

     CREATE TABLE stream_limits (
       stream TEXT PRIMARY KEY,
       truncate_before INTEGER NOT NULL,
       max_count INTEGER,
       max_age INTEGER,
       tombstone INTEGER NOT NULL
     ) STRICT, WITHOUT ROWID;`,
  ],
};

/** The file of a store, by its directory. */
export const FILE_NAME = 'events.sqlite';
