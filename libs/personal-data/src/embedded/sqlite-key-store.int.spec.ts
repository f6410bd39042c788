import { openDatabase, prepare } from '#sqlite';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { keyStoreContract, type KeyStoreHarness } from '../contract/index.js';
import type { KeyStore, WrappedKey } from '../keys/key-store.js';
import { KEY_DATABASE } from './key-database.js';
import { openSqliteKeyStore, type KeyStoreOptions } from './sqlite-key-store.js';

interface Harness extends KeyStoreHarness {
  readonly directory: string;
  open(options?: KeyStoreOptions): Promise<KeyStore>;
}

async function makeHarness(): Promise<Harness> {
  const directory = mkdtempSync(join(tmpdir(), 'second-shot-keys-'));
  const opened: KeyStore[] = [];
  return {
    directory,
    async open(options) {
      const store = await openSqliteKeyStore(join(directory, 'keys.sqlite'), options);
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
  let harness: Harness;
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

  /** A connection in the middle of a read, which sees the keys as they are now until it ends. */
  function beginReading(): { readonly end: () => void } {
    const path = join(harness.directory, 'keys.sqlite');
    const reader = openDatabase(path, { kind: KEY_DATABASE, synchronous: 'FULL', readOnly: true });
    reader.exec('BEGIN');
    prepare(reader, 'SELECT count(*) FROM data_keys').get();
    return {
      end: () => {
        reader.exec('COMMIT');
        reader.close();
      },
    };
  }

  async function addKey(): Promise<WrappedKey> {
    const [key] = await addKeys(1);
    if (key === undefined) throw new TypeError('a key was added');
    return key;
  }

  it('is gone although others read the store meanwhile', async () => {
    const [first, second] = [await addKey(), await addKey()];
    const reading = beginReading();
    const destroying = store.destroy(first.keyId);
    while ((await store.destructions()) === 0) await nextTurn();
    expect(found([first])).toEqual([first]);
    reading.end();
    await destroying;
    expect(found([first])).toEqual([]);
    expect(found([second])).toEqual([second]);
  });

  it('holds up nobody while it waits for those who read', async () => {
    const key = await addKey();
    const reading = beginReading();
    const destroying = store.destroy(key.keyId);
    while ((await store.destructions()) === 0) await nextTurn();
    const before = performance.eventLoopUtilization();
    for (let tick = 0; tick < 50; tick += 1) await setTimeout(10);
    const { utilization } = performance.eventLoopUtilization(before);
    const added = await addKey();
    expect(await store.find(added.keyId)).toMatchObject({ candidateId: added.candidateId });
    reading.end();
    expect(await destroying).toBe(true);
    expect(utilization).toBeLessThan(0.5);
  });

  it('is told of where it cannot leave the log, and goes when it is destroyed again', async () => {
    const key = await addKey();
    const impatient = await harness.open({ logEmptiedWithin: 100 });
    const reading = beginReading();
    await expect(impatient.destroy(key.keyId)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('end that program, and repeat the erasure') as unknown,
    });
    expect(found([key])).toEqual([key]);
    reading.end();
    expect(await impatient.destroy(key.keyId)).toBe(false);
    expect(found([key])).toEqual([]);
  });

  it('that was left in the log is gone when the store has been opened again', async () => {
    const key = await addKey();
    const impatient = await harness.open({ logEmptiedWithin: 0 });
    const reading = beginReading();
    await expect(impatient.destroy(key.keyId)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    reading.end();
    expect(found([key])).toEqual([key]);
    await harness.open();
    expect(found([key])).toEqual([]);
  });
});

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
