import type { Instant } from '#clock';
import { AdminKeyRevoked, InvalidAccessKey } from '../errors.js';
import type { AccessKey, CreatedAccessKey, NewAccessKey } from './access-key.js';
import type { AccessKeys } from './access-keys.js';
import type { KeyRecord, KeyRecords } from './key-records.js';
import { newToken, printOf, sameHash, type TokenPrint } from './token.js';

/** Compared with when no key has the id, so that the answer takes as long. */
const NO_HASH = new Uint8Array(32);
/** `2014-05-01T12:34`: the last use is noted once a minute. */
const MINUTE = 16;
const SHORTEST_GIVEN_KEY = 16;

/** The keys of a store. */
export class KeyRing implements AccessKeys {
  /** By key, the minute whose use was noted last, or could not be. */
  readonly #noted = new Map<string, string>();

  constructor(private readonly records: KeyRecords) {}

  async create(wanted: NewAccessKey, now: Instant): Promise<CreatedAccessKey> {
    checkWanted(wanted, now);
    const token = newToken();
    const record = newRecord(printed(token), wanted, 'made', now);
    if (!(await this.records.insert(record))) return this.create(wanted, now);
    return { key: withoutHash(record), token };
  }

  async list(): Promise<readonly AccessKey[]> {
    return (await this.records.list()).map(withoutHash);
  }

  async revoke(id: string, now: Instant): Promise<AccessKey | undefined> {
    const revoked = await this.records.revoke(id, now);
    return revoked && withoutHash(revoked);
  }

  async authenticate(token: string, now: Instant): Promise<AccessKey | undefined> {
    const print = printOf(token);
    if (print === undefined) return undefined;
    const record = await this.records.find(print.keyId);
    const same = sameHash(record?.hash ?? NO_HASH, print.hash);
    if (record === undefined || !same || !isActive(record, now)) return undefined;
    if (record.lastUsedAt?.slice(0, MINUTE) !== now.slice(0, MINUTE)) await this.#noteUse(record.id, now);
    return withoutHash(record);
  }

  /**
   * Makes the first admin key of an empty store from the token that `makeToken` keeps, and answers whether it
   * did. If several race, exactly one of them does.
   */
  async makeFirstAdminKey(makeToken: () => string, now: Instant): Promise<string | undefined> {
    if ((await this.records.list()).length > 0) return undefined;
    const token = makeToken();
    const record = newRecord(printed(token), { name: 'first admin key', scopes: ['admin'] }, 'made', now);
    return (await this.records.insertFirst(record)) ? token : undefined;
  }

  /**
   * Makes this token an admin key, and the one that was given before it no key any more.
   *
   * @throws AdminKeyRevoked when it was revoked by hand
   */
  async giveAdminKey(token: string, now: Instant): Promise<void> {
    const print = printed(token);
    const present = await this.records.find(print.keyId);
    if (present?.revokedAt !== undefined) throw new AdminKeyRevoked(present.id);
    const wanted = { name: 'admin key of the settings', scopes: ['admin'] } as const;
    const stands = await this.records.replaceGiven(newRecord(print, wanted, 'given', now), now);
    if (stands.revokedAt !== undefined) throw new AdminKeyRevoked(stands.id);
    if (!sameHash(stands.hash, print.hash)) {
      throw new InvalidAccessKey(
        `ADMIN_API_KEY names key ${stands.id} but has another secret: set another one.`,
      );
    }
  }

  close(): Promise<void> {
    return this.records.close();
  }

  /** Tried once a minute: where the store cannot be written, each attempt may take a while. */
  async #noteUse(id: string, now: Instant): Promise<void> {
    const minute = now.slice(0, MINUTE);
    if (this.#noted.get(id) === minute) return;
    this.#noted.set(id, minute);
    try {
      await this.records.touch(id, now);
    } catch {
      // The last use is for information: a full disk or a busy file must lock nobody out.
    }
  }
}

function isActive({ expiresAt, revokedAt, replacedAt }: AccessKey, now: Instant): boolean {
  if (revokedAt !== undefined || replacedAt !== undefined) return false;
  return expiresAt === undefined || now < expiresAt;
}

function checkWanted({ name, scopes, expiresAt }: NewAccessKey, now: Instant): void {
  if (name.trim() === '' || name.length > 100) {
    throw new InvalidAccessKey('Give the key a name of 1 to 100 characters that says what it is for.');
  }
  if (scopes.length === 0) throw new InvalidAccessKey('Give the key at least one scope.');
  if (expiresAt !== undefined && expiresAt <= now) {
    throw new InvalidAccessKey(
      `The key would have expired at ${expiresAt}, which is in the past: give a later instant.`,
    );
  }
}

function printed(token: string): TokenPrint {
  const print = token.length < SHORTEST_GIVEN_KEY ? undefined : printOf(token);
  if (print !== undefined) return print;
  throw new InvalidAccessKey(
    'An admin key has 16 to 1000 characters: set another ADMIN_API_KEY, or remove admin.key if that holds something else.',
  );
}

function newRecord(
  { keyId, hash }: TokenPrint,
  { name, scopes, expiresAt }: NewAccessKey,
  origin: AccessKey['origin'],
  createdAt: Instant,
): KeyRecord {
  const unused = { revokedAt: undefined, replacedAt: undefined, lastUsedAt: undefined };
  return { id: keyId, hash, name, scopes: [...new Set(scopes)], origin, createdAt, expiresAt, ...unused };
}

function withoutHash(record: KeyRecord): AccessKey {
  const { id, name, scopes, origin, createdAt, expiresAt, revokedAt, replacedAt, lastUsedAt } = record;
  return { id, name, scopes, origin, createdAt, expiresAt, revokedAt, replacedAt, lastUsedAt };
}
