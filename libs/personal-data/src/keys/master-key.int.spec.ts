import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { useEmbeddedVaults } from '../specs/embedded-vaults.js';
import { MasterKey, newMasterKeyText } from './master-key.js';

const ADA = { name: 'Ada Lovelace', email: 'ada@example.com' };

const { open, inDataDir } = useEmbeddedVaults();

describe('the master key', () => {
  it('is made once, for its owner alone, where none is given', async () => {
    await Promise.all([open(), open(), open()]);
    const path = inDataDir('master.key');
    expect(Buffer.from(readFileSync(path, 'utf8'), 'base64')).toHaveLength(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is not written down where it is given', async () => {
    const key = newMasterKeyText();
    const { vault } = await open(key);
    const sealed = await vault.seal('ada', 'candidate', ADA);
    expect(await (await open(key)).vault.unseal(sealed, 'ada', 'candidate')).toEqual(ADA);
    expect(() => statSync(inDataDir('master.key'))).toThrow('ENOENT');
    expect(readFileSync(inDataDir('keys.sqlite')).includes(key)).toBe(false);
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
    const path = inDataDir('master.key');
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
