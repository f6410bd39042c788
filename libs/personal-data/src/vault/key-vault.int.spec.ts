import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openEmbeddedVault, openSqliteKeyStore } from '../embedded/index.js';
import { SealBroken, UnknownDataKey } from '../errors.js';
import type { KeyStore } from '../keys/key-store.js';
import { MasterKey, newMasterKeyText } from '../keys/master-key.js';
import { readEnvelope, writeEnvelope } from '../sealing/envelope.js';
import type { OpenedVault } from './open-vault-on.js';
import { openKeyVault } from './key-vault.js';
import type { PersonalDataVault } from './personal-data-vault.js';

let dataDir: string;
let opened: OpenedVault[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'second-shot-vault-'));
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map(({ close }) => close()));
  rmSync(dataDir, { recursive: true });
});

async function open(masterKey?: string, directory = dataDir): Promise<OpenedVault> {
  const embedded = await openEmbeddedVault({ dataDir: directory, masterKey });
  opened.push(embedded);
  return embedded;
}

/** The store with the answer to its first look-up of a candidate's key held back until it is released. */
function holdFirstLookUp(store: KeyStore) {
  const { promise: released, resolve: release } = deferred();
  const { promise: reached, resolve: reach } = deferred();
  let lookUps = 0;
  const current: KeyStore['current'] = async (candidateId) => {
    const key = await store.current(candidateId);
    lookUps += 1;
    if (lookUps > 1) return key;
    reach();
    await released;
    return key;
  };
  const keys = new Proxy(store, {
    get: (target, name) => {
      if (name === 'current') return current;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  return { keys, reached, release };
}

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

const ADA = { name: 'Ada Lovelace', email: 'ada@example.com' };

describe('the vault', () => {
  it('opens what it sealed, also after it was closed', async () => {
    const { vault, close } = await open();
    const sealed = await vault.seal('ada', 'candidate', ADA);
    expect(sealed).toMatch(/^sealed\.1\.[\w-]{16}\.[\w-]+$/);
    expect(await vault.unseal(sealed, 'ada', 'candidate')).toEqual(ADA);
    await close();
    expect(await (await open()).vault.unseal(sealed, 'ada', 'candidate')).toEqual(ADA);
  });

  it('opens whatever JSON it sealed, and never seals twice alike', async () => {
    const { vault } = await open();
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.jsonValue(), async (candidate, value) => {
        const json = JSON.parse(JSON.stringify(value)) as typeof ADA;
        const sealed = await vault.seal(candidate, 'candidate', json);
        expect(await vault.unseal(sealed, candidate, 'candidate')).toEqual(json);
        expect(await vault.seal(candidate, 'candidate', json)).not.toBe(sealed);
      }),
    );
  });

  it('opens a value only for the candidate and the purpose it was sealed for', async () => {
    const { vault } = await open();
    const sealed = await vault.seal('ada', 'voucher-code', 'secret');
    await vault.seal('bob', 'voucher-code', 'other');
    await expect(vault.unseal(sealed, 'ada', 'candidate')).rejects.toThrow(SealBroken);
    await expect(vault.unseal(sealed, 'bob', 'voucher-code')).rejects.toThrow(SealBroken);
    await expect(vault.unseal(sealed, 'nobody', 'voucher-code')).rejects.toThrow(SealBroken);
  });

  it('notices every altered byte and every altered character', async () => {
    const { vault } = await open();
    const sealed = await vault.seal('ada', 'candidate', ADA);
    const { keyId, content } = readEnvelope(sealed);
    for (let index = 0; index < content.length; index += 1) {
      const altered = Buffer.from(content);
      altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
      await expect(
        vault.unseal(writeEnvelope({ keyId, content: altered }), 'ada', 'candidate'),
      ).rejects.toThrow(SealBroken);
    }
    const start = sealed.lastIndexOf('.') + 1;
    const place = fc.integer({ min: start, max: sealed.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom('A', 'B', '_', '.', '=', ' ', ''), async (index, character) => {
        const altered = sealed.slice(0, index) + character + sealed.slice(index + 1);
        fc.pre(altered !== sealed);
        await expect(vault.unseal(altered, 'ada', 'candidate')).rejects.toThrow(SealBroken);
      }),
    );
  });

  it.each(['', 'sealed', 'sealed.2.k.AAAA', 'sealed.1..AAAA', 'sealed.1.k.', 'sealed.1.k.AAAA.'])(
    'takes %j for no sealed value',
    async (text) => {
      const { vault } = await open();
      await expect(vault.unseal(text, 'ada', 'candidate')).rejects.toThrow(SealBroken);
    },
  );

  it('says that the key store is the wrong one when it has never had the key', async () => {
    const { vault } = await open();
    const foreign = writeEnvelope({ keyId: 'never-was', content: randomBytes(40) });
    await expect(vault.unseal(foreign, 'ada', 'candidate')).rejects.toThrow(UnknownDataKey);
  });

  it('makes one key for seals that race, across all that have the store open', async () => {
    const { vault: here } = await open();
    const { vault: there } = await open();
    const racing = Array.from({ length: 60 }, (_, index) =>
      (index % 2 === 0 ? here : there).seal('ada', 'candidate', index),
    );
    const sealed = await Promise.all(racing);
    const keyIds = new Set(sealed.map((text) => readEnvelope(text).keyId));
    expect([...keyIds]).toEqual([await here.keyOf('ada')]);
    for (const [index, text] of sealed.entries()) {
      expect(await (index % 2 === 0 ? there : here).unseal(text, 'ada', 'candidate')).toBe(index);
    }
  });

  it('works with a cache that is far too small', async () => {
    const keys = await openSqliteKeyStore(join(dataDir, 'small.sqlite'));
    const vault = await openKeyVault({ keys, masterKey: new MasterKey(newMasterKeyText()), cachedKeys: 2 });
    const candidates = ['a', 'b', 'c', 'd', 'a', 'b'];
    const sealed = await Promise.all(candidates.map((id) => vault.seal(id, 'candidate', id)));
    for (const [index, id] of candidates.entries()) {
      expect(await vault.unseal(sealed[index] ?? '', id, 'candidate')).toBe(id);
    }
    await keys.close();
  });
});

/** Destroys the key that the candidate has. @returns its id */
async function erase(vault: PersonalDataVault, candidateId = 'ada'): Promise<string | undefined> {
  const keyId = await vault.keyOf(candidateId);
  if (keyId !== undefined) await vault.destroyKey(keyId);
  return keyId;
}

describe('erasure', () => {
  it('makes everything that was sealed for the candidate unreadable, and harms nobody else', async () => {
    const { vault } = await open();
    const ada = [await vault.seal('ada', 'candidate', ADA), await vault.seal('ada', 'voucher-code', 'code')];
    const bob = await vault.seal('bob', 'candidate', 'Bob');
    expect(await erase(vault)).toBe(readEnvelope(ada[0] ?? '').keyId);
    expect(await vault.unseal(ada[0] ?? '', 'ada', 'candidate')).toBeUndefined();
    expect(await vault.unseal(ada[1] ?? '', 'ada', 'voucher-code')).toBeUndefined();
    expect(await vault.keyOf('ada')).toBeUndefined();
    expect(await vault.unseal(bob, 'bob', 'candidate')).toBe('Bob');
  });

  it('is felt at once by all that have the store open', async () => {
    const [here, there] = [await open(), await open()];
    const sealed = await here.vault.seal('ada', 'candidate', ADA);
    expect(await there.vault.unseal(sealed, 'ada', 'candidate')).toEqual(ADA);
    await erase(here.vault);
    expect(await there.vault.unseal(sealed, 'ada', 'candidate')).toBeUndefined();
    const again = await there.vault.seal('ada', 'candidate', 'new');
    expect(readEnvelope(again).keyId).toBe(await here.vault.keyOf('ada'));
    expect(readEnvelope(again).keyId).not.toBe(readEnvelope(sealed).keyId);
  });

  it('never leaves a value sealed with a destroyed key that was sealed after it', async () => {
    const { vault } = await open();
    for (let round = 0; round < 20; round += 1) {
      const racing = Array.from({ length: 5 }, () => vault.seal('ada', 'candidate', round));
      await Promise.all([erase(vault), ...racing]);
      await erase(vault);
      const after = await vault.seal('ada', 'candidate', 'after');
      expect(await vault.unseal(after, 'ada', 'candidate')).toBe('after');
      for (const sealed of await Promise.all(racing)) {
        expect(await vault.unseal(sealed, 'ada', 'candidate')).toBeUndefined();
      }
    }
  });

  it('holds although a look-up that began before it ends after it', async () => {
    const keys = await openSqliteKeyStore(join(dataDir, 'slow.sqlite'));
    const masterKey = new MasterKey(newMasterKeyText());
    const fast = await openKeyVault({ keys, masterKey });
    await fast.seal('ada', 'candidate', 'before');
    const held = holdFirstLookUp(keys);
    const slow = await openKeyVault({ keys: held.keys, masterKey });

    const late = slow.seal('ada', 'candidate', 'late');
    await held.reached;
    const erased = await erase(fast);
    const after = slow.seal('ada', 'candidate', 'after');
    await slow.seal('bob', 'candidate', 'makes the vault look');
    held.release();

    expect(readEnvelope(await late).keyId).toBe(erased);
    expect(await fast.unseal(await after, 'ada', 'candidate')).toBe('after');
    expect(await fast.unseal(await slow.seal('ada', 'candidate', 'again'), 'ada', 'candidate')).toBe('again');
    await keys.close();
  });

  it('can be of one key', async () => {
    const { vault } = await open();
    const sealed = await vault.seal('ada', 'candidate', ADA);
    const keyId = (await vault.keyOf('ada')) ?? '';
    expect(await vault.destroyKey(keyId)).toBe(true);
    expect(await vault.destroyKey(keyId)).toBe(false);
    expect(await vault.unseal(sealed, 'ada', 'candidate')).toBeUndefined();
  });
});

describe('the master key', () => {
  it('is made once, for its owner alone, where none is given', async () => {
    await Promise.all([open(), open(), open()]);
    const path = join(dataDir, 'master.key');
    expect(Buffer.from(readFileSync(path, 'utf8'), 'base64')).toHaveLength(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is not written down where it is given', async () => {
    const key = newMasterKeyText();
    const { vault } = await open(key);
    const sealed = await vault.seal('ada', 'candidate', ADA);
    expect(await (await open(key)).vault.unseal(sealed, 'ada', 'candidate')).toEqual(ADA);
    expect(() => statSync(join(dataDir, 'master.key'))).toThrow('ENOENT');
    expect(readFileSync(join(dataDir, 'keys.sqlite')).includes(key)).toBe(false);
  });

  it('is refused where the keys were made with another', async () => {
    await open(newMasterKeyText());
    await expect(open(newMasterKeyText())).rejects.toMatchObject({ code: 'WRONG_MASTER_KEY' });
    await expect(open()).rejects.toThrow(
      /master\.key is missing.*restore it, or set PERSONAL_DATA_KEY again\.$/,
    );
  });

  it('is not replaced when its file is lost or spoilt', async () => {
    await (await open()).close();
    const path = join(dataDir, 'master.key');
    rmSync(path);
    await expect(open()).rejects.toMatchObject({ code: 'WRONG_MASTER_KEY' });
    writeFileSync(path, 'rubbish');
    await expect(open()).rejects.toMatchObject({ code: 'INVALID_MASTER_KEY' });
    writeFileSync(path, newMasterKeyText());
    chmodSync(path, 0o600);
    await expect(open()).rejects.toMatchObject({ code: 'WRONG_MASTER_KEY' });
  });

  it('is refused unless it is 32 bytes', async () => {
    for (const text of [
      '',
      'short',
      randomBytes(31).toString('base64'),
      randomBytes(33).toString('base64'),
    ]) {
      expect(() => new MasterKey(text)).toThrow('base64 of 32 bytes');
    }
  });

  it('shows itself nowhere', () => {
    const text = newMasterKeyText();
    const shown = `${JSON.stringify(new MasterKey(text))}${new MasterKey(text).verifier()}`;
    expect(shown).not.toContain(text);
  });
});

describe('the blind index', () => {
  it('is the same for the same person, however the address is written', async () => {
    const { blindIndex } = await open();
    const hash = blindIndex.email('ada@example.com');
    expect(hash).toMatch(/^[\w-]{43}$/);
    for (const address of [' Ada@Example.COM\n', '\uff41da@example.com', '\u00a0ada@example.com']) {
      expect(blindIndex.email(address)).toBe(hash);
    }
    expect(blindIndex.email('eda@example.com')).not.toBe(hash);
  });

  it('differs by kind and by master key, and is none without it', async () => {
    const { blindIndex } = await open(newMasterKeyText());
    const hash = blindIndex.voucherCode('0123456789ABCDEFX');
    expect(hash).not.toBe(blindIndex.email('0123456789ABCDEFX'));
    const other = await open(newMasterKeyText(), join(dataDir, 'other'));
    expect(other.blindIndex.voucherCode('0123456789ABCDEFX')).not.toBe(hash);
  });
});
