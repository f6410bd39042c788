import { openDatabase, prepare } from '#sqlite';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyStoreContract, type KeyStoreHarness } from '../contract/index.js';
import type { KeyStore, WrappedKey } from '../keys/key-store.js';
import { KEY_DATABASE } from './key-database.js';
import { openSqliteKeyStore } from './sqlite-key-store.js';

async function makeHarness(): Promise<KeyStoreHarness & { readonly directory: string }> {
  const directory = mkdtempSync(join(tmpdir(), 'second-shot-keys-'));
  const opened: KeyStore[] = [];
  return {
    directory,
    async open() {
      const store = await openSqliteKeyStore(join(directory, 'keys.sqlite'));
      opened.push(store);
      return store;
    },
    async dispose() {
      await Promise.all(opened.map((store) => store.close()));
      rmSync(directory, { recursive: true });
    },
  };
}

describe('the SQLite key store', () => {
  keyStoreContract(makeHarness);
});

describe('a destroyed key in the SQLite key store', () => {
  let harness: Awaited<ReturnType<typeof makeHarness>>;
  let store: KeyStore;
  beforeEach(async () => {
    harness = await makeHarness();
    store = await harness.open();
  });
  afterEach(() => harness.dispose());

  function addKeys(count: number): Promise<readonly WrappedKey[]> {
    const keys = Array.from({ length: count }, () => ({
      keyId: randomBytes(12).toString('base64url'),
      candidateId: randomBytes(16).toString('hex'),
      wrapped: randomBytes(60),
    }));
    return Promise.all(keys.map((key) => store.add(key)));
  }

  /** Which of the keys have bytes anywhere in the files of the store. */
  function found(keys: readonly WrappedKey[]): readonly WrappedKey[] {
    const files = readdirSync(harness.directory).map((name) => readFileSync(join(harness.directory, name)));
    return keys.filter(({ wrapped }) =>
      files.some((file) => file.includes(Buffer.from(wrapped.subarray(12, 24)))),
    );
  }

  it('is nowhere in the files any more, at once, and no other key is harmed', async () => {
    const keys = await addKeys(3_000);
    expect(found(keys)).toHaveLength(3_000);
    const erased = keys.filter((_, index) => index % 40 === 7);
    for (const key of erased.slice(0, 50)) await store.destroy(key.keyId);
    await addKeys(500);
    for (const key of erased.slice(50)) await store.destroy(key.keyId);
    expect(erased).toHaveLength(75);
    expect(found(erased)).toEqual([]);
    const kept = keys.filter((key) => !erased.includes(key));
    expect(found(kept)).toHaveLength(kept.length);
  });

  it('is gone although others read the store meanwhile', async () => {
    const [first, second] = await addKeys(2);
    if (first === undefined || second === undefined) throw new TypeError('two keys were added');
    const path = join(harness.directory, 'keys.sqlite');
    const reading = openDatabase(path, { kind: KEY_DATABASE, synchronous: 'FULL', readOnly: true });
    reading.exec('BEGIN');
    prepare(reading, 'SELECT count(*) FROM data_keys').get();
    const destroying = store.destroy(first.keyId);
    while ((await store.destructions()) === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(found([first])).toEqual([first]);
    reading.exec('COMMIT');
    reading.close();
    await destroying;
    expect(found([first])).toEqual([]);
    expect(found([second])).toEqual([second]);
  });
});
