import type { DatabaseKind } from '#sqlite';

/**
 * Rows are added at the end and never move or go: a destroyed key is overwritten where it lies, by as many
 * bytes. Removing rows would let SQLite move others between pages, and what a page moved away stays in it.
 */
export const KEY_DATABASE: DatabaseKind = {
  name: 'key store',
  applicationId: 0x53_53_6b_79,
  migrations: [
    `CREATE TABLE data_keys (
       id INTEGER PRIMARY KEY,
       key_id TEXT NOT NULL UNIQUE,
       candidate_id TEXT NOT NULL,
       destroyed INTEGER NOT NULL DEFAULT 0 CHECK (destroyed IN (0, 1)),
       wrapped BLOB NOT NULL
     ) STRICT;
     CREATE UNIQUE INDEX live_keys ON data_keys (candidate_id) WHERE destroyed = 0;
     CREATE INDEX keys_of_candidate ON data_keys (candidate_id);
     CREATE TABLE properties (
       only INTEGER PRIMARY KEY CHECK (only = 1),
       verifier TEXT,
       destructions INTEGER NOT NULL DEFAULT 0
     ) STRICT;
     INSERT INTO properties (only) VALUES (1);`,
    `DROP INDEX keys_of_candidate;`,
  ],
};
