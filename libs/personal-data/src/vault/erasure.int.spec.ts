import { openSqliteKeyStore } from '../embedded/index.js';
import type { KeyStore } from '../keys/key-store.js';
import { MasterKey, newMasterKeyText } from '../keys/master-key.js';
import { readEnvelope } from '../sealing/envelope.js';
import { useEmbeddedVaults } from '../specs/embedded-vaults.js';
import { openKeyVault } from './key-vault.js';
import type { PersonalDataVault } from './personal-data-vault.js';

const ADA = { name: 'Ada Lovelace', email: 'ada@example.com' };

const { open, inDataDir } = useEmbeddedVaults();

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
    const keys = await openSqliteKeyStore(inDataDir('slow.sqlite'));
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
