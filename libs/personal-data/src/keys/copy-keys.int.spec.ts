import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedKeyList, openSqliteKeyStore } from '../embedded/index.js';
import { copyKeys } from './copy-keys.js';
import type { KeyStore } from './key-store.js';

const key = (keyId: string, candidateId: string) => ({ keyId, candidateId, wrapped: Buffer.from(keyId) });

describe('copying keys', () => {
  let directory: string;
  let original: KeyStore;
  let target: KeyStore;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'second-shot-keys-'));
    original = await openSqliteKeyStore(join(directory, 'keys.sqlite'));
    target = await openSqliteKeyStore(join(directory, 'target.sqlite'));
    await original.claimVerifier('verifier');
    await original.add(key('erased', 'ada'));
    await original.destroy('erased');
    await original.add(key('current', 'ada'));
    await original.add(key('other', 'grace'));
  });
  afterEach(async () => {
    await Promise.all([original.close(), target.close()]);
    rmSync(directory, { recursive: true });
  });

  async function copy(onKeys: (keys: number) => void = () => undefined) {
    const source = await openEmbeddedKeyList(directory);
    try {
      return await copyKeys(source, target, onKeys);
    } finally {
      await source.close();
    }
  }

  async function expectCopied() {
    expect(await target.find('erased')).toEqual({ keyId: 'erased', candidateId: 'ada', wrapped: undefined });
    for (const { keyId, candidateId } of [key('current', 'ada'), key('other', 'grace')]) {
      const current = await target.current(candidateId);
      expect(current?.keyId).toBe(keyId);
      expect(Buffer.from(current?.wrapped ?? [])).toEqual(Buffer.from(keyId));
    }
    expect(await target.verifier()).toBe('verifier');
  }

  it('takes over what is wrapped, and the ids of what was destroyed', async () => {
    expect(await copy()).toEqual({ keys: 3, destroyed: 1 });
    await expectCopied();
  });

  it('goes on when it is run again, cut off after any key', async () => {
    for (const last of [1, 2, 3]) {
      const cutOff = copy((keys) => {
        if (keys === last) throw new RangeError('cut off');
      });
      await expect(cutOff).rejects.toThrow('cut off');
    }
    expect(await copy()).toEqual({ keys: 3, destroyed: 1 });
    await expectCopied();
  });

  it('destroys in the target what was destroyed since', async () => {
    await copy();
    await original.destroy('other');
    expect(await copy()).toEqual({ keys: 3, destroyed: 2 });
    expect(await target.current('grace')).toBeUndefined();
  });

  it('refuses a target with keys of its own', async () => {
    await target.add(key('foreign', 'grace'));
    await expect(copy()).rejects.toMatchObject({ code: 'KEYS_NOT_EMPTY' });
    expect((await target.current('grace'))?.keyId).toBe('foreign');
  });

  it('refuses a target of another master key before it copies anything', async () => {
    await target.claimVerifier('another');
    await expect(copy()).rejects.toMatchObject({ code: 'WRONG_MASTER_KEY' });
    expect(await target.find('current')).toBeUndefined();
  });
});
