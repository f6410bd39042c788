import { MongoClient } from 'mongodb';
import { databaseOfOwn, describeOnMongo } from '#mongodb/testing';
import { keyStoreContract, type KeyStoreHarness } from '../contract/index.js';
import type { KeyStore } from '../keys/key-store.js';
import { openMongoKeyStore } from './mongo-key-store.js';

async function makeHarness(): Promise<KeyStoreHarness & { readonly url: string }> {
  const { url, drop } = databaseOfOwn();
  const opened: KeyStore[] = [];
  return {
    url,
    async open() {
      const store = openMongoKeyStore(url);
      opened.push(store);
      return store;
    },
    async dispose() {
      await Promise.all(opened.map((store) => store.close()));
      await drop();
    },
  };
}

describeOnMongo('the MongoDB key store', () => {
  keyStoreContract(makeHarness);
});

describeOnMongo('a key in the MongoDB key store', () => {
  it('is found by indexes of its id and of the ids of the destroyed', async () => {
    const harness = await makeHarness();
    const client = new MongoClient(harness.url);
    try {
      await (await harness.open()).current('ada');
      const indexes = await client.db().collection('keys').listIndexes().toArray();
      expect(indexes.map(({ key }) => key as unknown)).toEqual([
        { _id: 1 },
        { 'current.keyId': 1 },
        { destroyed: 1 },
      ]);
    } finally {
      await client.close();
      await harness.dispose();
    }
  });
});

describeOnMongo('a destroyed key in the MongoDB key store', () => {
  const KEY = { keyId: 'k1', candidateId: 'ada', wrapped: Buffer.from('the wrapped key of ada') };
  let harness: Awaited<ReturnType<typeof makeHarness>>;
  let store: KeyStore;
  let client: MongoClient;
  beforeEach(async () => {
    harness = await makeHarness();
    store = await harness.open();
    client = new MongoClient(harness.url);
  });
  afterEach(async () => {
    await client.close();
    await harness.dispose();
  });

  it('is in no document any more', async () => {
    await store.add(KEY);
    expect(await everything()).toContain(KEY.wrapped.toString('base64'));
    await store.destroy('k1');
    const left = await everything();
    expect(left).toContain('k1');
    expect(left).not.toContain(KEY.wrapped.toString('base64'));
  });

  it('is trusted to no cache while its destruction is cut off, until that is repeated', async () => {
    await store.add(KEY);
    await client
      .db()
      .collection<{ _id: string; pending: string[] }>('destructions')
      .insertOne({ _id: 'destructions', pending: ['k1'] });
    expect(await store.destructions()).not.toBe(await store.destructions());
    expect(await store.destroy('k1')).toBe(true);
    expect(await store.destructions()).toBe(await store.destructions());
  });

  it('is counted when its destruction was cut off behind it', async () => {
    await store.add(KEY);
    await store.destroy('k1');
    const counted = await store.destructions();
    await client
      .db()
      .collection<{ _id: string; pending: string[] }>('destructions')
      .updateOne({ _id: 'destructions' }, { $push: { pending: 'k1' } });
    expect(await store.destroy('k1')).toBe(false);
    expect(await store.destructions()).toBe(counted + 1);
  });

  async function everything(): Promise<string> {
    const database = client.db();
    const names = (await database.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
    const documents = await Promise.all(names.map((name) => database.collection(name).find().toArray()));
    return JSON.stringify(documents);
  }
});
