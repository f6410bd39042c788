import { randomBytes } from 'node:crypto';
import { KeyStoreUnavailable } from '../errors.js';
import type { KeyStore, WrappedKey } from '../keys/key-store.js';

/** One store that a test opens, perhaps several times. */
export interface KeyStoreHarness {
  /** Opens the store; a further call opens the same one again, beside the first. */
  open(): Promise<KeyStore>;
  /** Closes what is open and removes the store. */
  dispose(): Promise<void>;
}

/** What every key store must do, as a test suite to be called in a spec file of the adapter. */
export function keyStoreContract(makeHarness: () => Promise<KeyStoreHarness>): void {
  let harness: KeyStoreHarness;
  let store: KeyStore;

  beforeEach(async () => {
    harness = await makeHarness();
    store = await harness.open();
  });
  afterEach(async () => {
    await harness.dispose();
  });

  it('keeps a key with its bytes', async () => {
    const key = keyOf('ada');
    expect(plain(await store.add(key))).toEqual(plain(key));
    for (const keys of [store, await harness.open()]) {
      expect(plain(await keys.current('ada'))).toEqual(plain(key));
      expect(plain(await keys.find(key.keyId))).toEqual(plain(key));
    }
  });

  it('knows nothing of what was never added', async () => {
    expect(await store.current('nobody')).toBeUndefined();
    expect(await store.find('none')).toBeUndefined();
    expect(await store.destroy('none')).toBe(false);
  });

  it('keeps the first key of a candidate and answers it to all that come later', async () => {
    const first = await store.add(keyOf('ada'));
    expect((await store.add(keyOf('ada'))).keyId).toBe(first.keyId);
    expect((await store.add(keyOf('bob'))).keyId).not.toBe(first.keyId);
  });

  it('lets one of those that race for a candidate win', async () => {
    const beside = await harness.open();
    const racing = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? store : beside).add(keyOf('ada')),
    );
    const ids = new Set((await Promise.all(racing)).map(({ keyId }) => keyId));
    expect(ids.size).toBe(1);
    expect(ids.has((await store.current('ada'))?.keyId ?? '')).toBe(true);
  });

  it('adds the keys of many candidates at once', async () => {
    const keys = Array.from({ length: 100 }, (_, index) => keyOf(`candidate-${index}`));
    await Promise.all(keys.map((key) => store.add(key)));
    for (const key of keys) expect(plain(await store.current(key.candidateId))).toEqual(plain(key));
  });

  it('destroys a key, whose id stays known', async () => {
    const key = await store.add(keyOf('ada'));
    expect(await store.destroy(key.keyId)).toBe(true);
    expect(await store.destroy(key.keyId)).toBe(false);
    for (const keys of [store, await harness.open()]) {
      expect(await keys.current('ada')).toBeUndefined();
      expect(await keys.find(key.keyId)).toEqual({
        keyId: key.keyId,
        candidateId: 'ada',
        wrapped: undefined,
      });
    }
  });

  it('gives a candidate whose key was destroyed a new one', async () => {
    const first = await store.add(keyOf('ada'));
    await store.destroy(first.keyId);
    const second = await store.add(keyOf('ada'));
    expect(second.keyId).not.toBe(first.keyId);
    expect((await store.current('ada'))?.keyId).toBe(second.keyId);
    expect((await store.find(first.keyId))?.wrapped).toBeUndefined();
  });

  it('leaves the keys of others alone', async () => {
    const bob = await store.add(keyOf('bob'));
    const ada = await store.add(keyOf('ada'));
    await store.destroy(ada.keyId);
    expect(plain(await store.find(bob.keyId))).toEqual(plain(bob));
  });

  it('tells of every destruction, also of those through another opening', async () => {
    const beside = await harness.open();
    const first = await store.add(keyOf('ada'));
    const second = await store.add(keyOf('bob'));
    const seen = [await store.destructions()];
    await beside.destroy(first.keyId);
    seen.push(await store.destructions());
    await beside.destroy(second.keyId);
    seen.push(await store.destructions());
    expect(new Set(seen).size).toBe(3);
    await beside.destroy(second.keyId);
    await store.add(keyOf('ada'));
    expect(await store.destructions()).toBe(seen.at(-1));
  });

  it('keeps the first verifier', async () => {
    expect(await store.verifier()).toBeUndefined();
    const beside = await harness.open();
    const claims = await Promise.all([store.claimVerifier('one'), beside.claimVerifier('two')]);
    expect(new Set(claims).size).toBe(1);
    expect(await store.claimVerifier('three')).toBe(claims[0]);
    expect(await (await harness.open()).verifier()).toBe(claims[0]);
  });

  it('finishes what was accepted when it is closed', async () => {
    const adding = ['ada', 'bob', 'eve'].map((candidate) => store.add(keyOf(candidate)));
    await Promise.all([...adding, store.close()]);
    expect(await (await harness.open()).current('eve')).toBeDefined();
  });

  it('is unavailable once it is closed', async () => {
    await store.close();
    await expect(store.add(keyOf('ada'))).rejects.toThrow(KeyStoreUnavailable);
    await expect(store.current('ada')).rejects.toThrow(KeyStoreUnavailable);
    await expect(store.find('a-key')).rejects.toThrow(KeyStoreUnavailable);
    await expect(store.destroy('a-key')).rejects.toThrow(KeyStoreUnavailable);
    await expect(store.destructions()).rejects.toThrow(KeyStoreUnavailable);
  });
}

function keyOf(candidateId: string): WrappedKey {
  return { keyId: randomBytes(12).toString('base64url'), candidateId, wrapped: randomBytes(60) };
}

/** Byte arrays of different classes and realms compare as what they hold. */
function plain(key: { keyId: string; candidateId: string; wrapped: Uint8Array | undefined } | undefined) {
  if (key === undefined) return undefined;
  const { keyId, candidateId, wrapped } = key;
  return { keyId, candidateId, wrapped: wrapped && Buffer.from(wrapped).toString('hex') };
}
