import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { openSqliteKeyStore } from '../embedded/index.js';
import { SealBroken, UnknownDataKey } from '../errors.js';
import { MasterKey, newMasterKeyText } from '../keys/master-key.js';
import { readEnvelope, writeEnvelope } from '../sealing/envelope.js';
import { useEmbeddedVaults } from '../specs/embedded-vaults.js';
import { openKeyVault } from './key-vault.js';

const ADA = { name: 'Ada Lovelace', email: 'ada@example.com' };

const { open, inDataDir } = useEmbeddedVaults();

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
    'does not take %j for a sealed value',
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

  it('looks for destructions once for all that is opened in one turn, and again in the next', async () => {
    const keys = await openSqliteKeyStore(inDataDir('looks.sqlite'));
    const vault = await openKeyVault({ keys, masterKey: new MasterKey(newMasterKeyText()) });
    const candidates = Array.from({ length: 50 }, (_, index) => `candidate-${index}`);
    const sealed = await Promise.all(candidates.map((id) => vault.seal(id, 'candidate', id)));
    const destructions = keys.destructions.bind(keys);
    let looks = 0;
    keys.destructions = () => {
      looks += 1;
      return destructions();
    };
    const openAll = () =>
      Promise.all(candidates.map((id, index) => vault.unseal(sealed[index] ?? '', id, 'candidate')));
    expect(await openAll()).toEqual(candidates);
    expect(looks).toBe(1);
    await vault.destroyKey((await vault.keyOf('candidate-0')) ?? '');
    expect(await openAll()).toEqual([undefined, ...candidates.slice(1)]);
    expect(looks).toBe(2);
    await keys.close();
  });

  it('works with a cache that is far too small', async () => {
    const keys = await openSqliteKeyStore(inDataDir('small.sqlite'));
    const vault = await openKeyVault({ keys, masterKey: new MasterKey(newMasterKeyText()), cachedKeys: 2 });
    const candidates = ['a', 'b', 'c', 'd', 'a', 'b'];
    const sealed = await Promise.all(candidates.map((id) => vault.seal(id, 'candidate', id)));
    for (const [index, id] of candidates.entries()) {
      expect(await vault.unseal(sealed[index] ?? '', id, 'candidate')).toBe(id);
    }
    await keys.close();
  });
});
