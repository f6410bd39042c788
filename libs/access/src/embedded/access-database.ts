import type { DatabaseKind } from '#sqlite';

export const ACCESS_DATABASE: DatabaseKind = {
  name: 'access key store',
  applicationId: 0x53_53_61_63,
  migrations: [
    `CREATE TABLE access_keys (
       number INTEGER PRIMARY KEY,
       id TEXT NOT NULL UNIQUE,
       hash BLOB NOT NULL CHECK (length(hash) = 32),
       name TEXT NOT NULL,
       scopes TEXT NOT NULL,
       origin TEXT NOT NULL CHECK (origin IN ('made', 'given')),
       created_at TEXT NOT NULL,
       expires_at TEXT,
       revoked_at TEXT,
       replaced_at TEXT,
       last_used_at TEXT
     ) STRICT`,
  ],
};
