import type { Instant } from '#clock';
import { AccessKeysUnavailable } from '../errors.js';
import { KeyRing } from '../keys/key-ring.js';
import type { KeyRecords } from '../keys/key-records.js';

/** One store that a test opens, perhaps several times. */
export interface KeyRecordsHarness {
  /** Opens the store; a further call opens the same one again, beside the first. */
  open(): Promise<KeyRecords>;
  /** Closes what is open and removes the store. */
  dispose(): Promise<void>;
}

const NOON: Instant = '2014-05-01T12:00:00.000Z';
const ONE = '2014-05-01T13:00:00.000Z';

/** What access keys must do in every store, as a test suite to be called in a spec file of the adapter. */
export function accessKeysContract(makeHarness: () => Promise<KeyRecordsHarness>): void {
  let harness: KeyRecordsHarness;
  let keys: KeyRing;
  let beside: KeyRing;

  beforeEach(async () => {
    harness = await makeHarness();
    keys = new KeyRing(await harness.open());
    beside = new KeyRing(await harness.open());
  });
  afterEach(async () => {
    await harness.dispose();
  });

  const readKey = () => keys.create({ name: 'dashboard', scopes: ['read', 'audit:read'] }, NOON);

  describe('a key', () => {
    it('is random, and opens with its token, through every opening', async () => {
      const { key, token } = await readKey();
      expect(token).toMatch(/^ss_[0-9a-f]{12}_[\w-]{43}$/);
      expect(key).toEqual({
        id: token.slice(3, 15),
        name: 'dashboard',
        scopes: ['read', 'audit:read'],
        origin: 'made',
        createdAt: NOON,
        expiresAt: undefined,
        revokedAt: undefined,
        replacedAt: undefined,
        lastUsedAt: undefined,
      });
      expect((await readKey()).token).not.toBe(token);
      for (const ring of [keys, beside]) expect((await ring.authenticate(token, NOON))?.id).toBe(key.id);
    });

    it('does not open with any other token', async () => {
      const { token } = await readKey();
      const { token: another } = await readKey();
      const last = token.endsWith('A') ? 'B' : 'A';
      const wrong = [
        '',
        'ss_',
        `${token} `,
        token.slice(0, -1),
        token.slice(0, -1) + last,
        token.toUpperCase(),
      ];
      wrong.push(token.slice(0, 16) + another.slice(16), 'x'.repeat(100_000));
      for (const guess of wrong) expect(await keys.authenticate(guess, NOON)).toBeUndefined();
    });

    it('stops when it expires, not before', async () => {
      const { token } = await keys.create({ name: 'short', scopes: ['read'], expiresAt: ONE }, NOON);
      expect(await keys.authenticate(token, '2014-05-01T12:59:59.999Z')).toBeDefined();
      expect(await keys.authenticate(token, ONE)).toBeUndefined();
    });

    it('stops at once when it is revoked, wherever that is done', async () => {
      const { key, token } = await readKey();
      expect(await beside.authenticate(token, NOON)).toBeDefined();
      expect((await keys.revoke(key.id, NOON))?.revokedAt).toBe(NOON);
      expect(await beside.authenticate(token, NOON)).toBeUndefined();
      expect((await beside.revoke(key.id, ONE))?.revokedAt).toBe(NOON);
      expect(await keys.revoke('nothing', NOON)).toBeUndefined();
    });

    it('tells to the minute when it was last used', async () => {
      const { token } = await readKey();
      const lastUse = async () => (await beside.list())[0]?.lastUsedAt;
      await keys.authenticate(token, '2014-05-01T12:00:10.000Z');
      await keys.authenticate(token, '2014-05-01T12:00:59.999Z');
      expect(await lastUse()).toBe('2014-05-01T12:00:10.000Z');
      await keys.authenticate(token, '2014-05-01T12:01:00.000Z');
      expect(await lastUse()).toBe('2014-05-01T12:01:00.000Z');
    });

    it('is refused when it could never be used, or nobody would know what for', async () => {
      const refused = [
        { name: ' ', scopes: ['read'] as const },
        { name: 'x'.repeat(101), scopes: ['read'] as const },
        { name: 'none', scopes: [] },
        { name: 'past', scopes: ['read'] as const, expiresAt: NOON },
      ];
      for (const key of refused) {
        await expect(keys.create(key, NOON)).rejects.toMatchObject({ code: 'INVALID_ACCESS_KEY' });
      }
      expect(await keys.list()).toEqual([]);
    });
  });

  it('lists all keys, the oldest first, without anything that opens them', async () => {
    const made = [await readKey(), await readKey(), await readKey()];
    await keys.revoke(made[1]?.key.id ?? '', NOON);
    const listed = await beside.list();
    expect(listed.map(({ id }) => id)).toEqual(made.map(({ key }) => key.id));
    expect(listed.map(({ revokedAt }) => revokedAt)).toEqual([undefined, NOON, undefined]);
    for (const { token } of made) expect(JSON.stringify(listed)).not.toContain(token.slice(16));
  });

  it('are unavailable once their store is closed', async () => {
    const { key, token } = await readKey();
    await keys.close();
    await expect(keys.authenticate(token, NOON)).rejects.toThrow(AccessKeysUnavailable);
    await expect(keys.create({ name: 'late', scopes: ['read'] }, NOON)).rejects.toThrow(
      AccessKeysUnavailable,
    );
    await expect(keys.list()).rejects.toThrow(AccessKeysUnavailable);
    await expect(keys.revoke(key.id, NOON)).rejects.toThrow(AccessKeysUnavailable);
  });

  describe('the first admin key', () => {
    it('is made once, of those that race by one', async () => {
      const answers = await Promise.all(
        [keys, beside, keys, beside].map((ring) =>
          ring.makeFirstAdminKey(() => 'the token in the file', NOON),
        ),
      );
      expect(answers.filter((token) => token !== undefined)).toEqual(['the token in the file']);
      expect((await keys.authenticate('the token in the file', NOON))?.scopes).toEqual(['admin']);
      expect(await keys.list()).toHaveLength(1);
    });

    it('is not made where there is any key already', async () => {
      await readKey();
      expect(await keys.makeFirstAdminKey(() => 'the token in the file', NOON)).toBeUndefined();
      expect(await keys.authenticate('the token in the file', NOON)).toBeUndefined();
    });
  });

  describe('a given admin key', () => {
    const FIRST = 'correct horse battery';
    const SECOND = '~!@#$%^&*()_+{}|:"<>?';

    it('is valid, start after start', async () => {
      await keys.giveAdminKey(FIRST, NOON);
      await beside.giveAdminKey(FIRST, ONE);
      expect(await keys.authenticate(FIRST, ONE)).toMatchObject({ scopes: ['admin'], origin: 'given' });
      expect(await keys.list()).toHaveLength(1);
    });

    it('takes the place of the one given before, and of no other key', async () => {
      const { token } = await readKey();
      await keys.giveAdminKey(FIRST, NOON);
      await keys.giveAdminKey(SECOND, ONE);
      expect(await beside.authenticate(FIRST, ONE)).toBeUndefined();
      expect(await beside.authenticate(SECOND, ONE)).toBeDefined();
      expect(await beside.authenticate(token, ONE)).toBeDefined();
      expect((await keys.list())[1]?.replacedAt).toBe(ONE);
    });

    it('can be given again after another', async () => {
      for (const token of [FIRST, SECOND, FIRST]) await keys.giveAdminKey(token, NOON);
      expect(await keys.authenticate(FIRST, NOON)).toBeDefined();
      expect(await keys.authenticate(SECOND, NOON)).toBeUndefined();
    });

    it('is refused once it was revoked by hand, and leaves things as they are', async () => {
      await keys.giveAdminKey(FIRST, NOON);
      await keys.revoke((await keys.list())[0]?.id ?? '', NOON);
      await keys.giveAdminKey(SECOND, NOON);
      await expect(keys.giveAdminKey(FIRST, ONE)).rejects.toMatchObject({ code: 'ADMIN_KEY_REVOKED' });
      expect(await keys.authenticate(FIRST, ONE)).toBeUndefined();
      expect(await keys.authenticate(SECOND, ONE)).toBeDefined();
    });

    it('may be a key that was made here, which then may do everything', async () => {
      const { token } = await readKey();
      await keys.giveAdminKey(token, NOON);
      expect((await keys.authenticate(token, NOON))?.scopes).toEqual(['admin']);
      await keys.giveAdminKey(SECOND, NOON);
      expect(await keys.authenticate(token, NOON)).toBeDefined();
      const forged = token.slice(0, 16) + 'x'.repeat(43);
      await expect(keys.giveAdminKey(forged, NOON)).rejects.toMatchObject({ code: 'INVALID_ACCESS_KEY' });
      expect(await keys.authenticate(forged, NOON)).toBeUndefined();
    });

    it('is refused when it is too short to be one', async () => {
      await expect(keys.giveAdminKey('fifteen letters', NOON)).rejects.toMatchObject({
        code: 'INVALID_ACCESS_KEY',
      });
    });

    it('is one, whatever different ones race', async () => {
      await Promise.all([keys.giveAdminKey(FIRST, NOON), beside.giveAdminKey(SECOND, NOON)]);
      const valid = [await keys.authenticate(FIRST, NOON), await keys.authenticate(SECOND, NOON)];
      expect(valid.filter((key) => key !== undefined)).toHaveLength(1);
    });
  });
}
