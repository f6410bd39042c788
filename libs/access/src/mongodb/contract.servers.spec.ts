import { MongoClient } from 'mongodb';
import { databaseOfOwn, describeOnMongo } from '#mongodb/testing';
import { accessKeysContract } from '../contract/index.js';
import type { KeyRecords } from '../keys/key-records.js';
import { MongoKeyRecords } from './mongo-key-records.js';

async function makeHarness() {
  const { url, drop } = databaseOfOwn();
  const opened: KeyRecords[] = [];
  return {
    url,
    async open() {
      const records = new MongoKeyRecords(url);
      opened.push(records);
      return records;
    },
    async dispose() {
      await Promise.all(opened.map((records) => records.close()));
      await drop();
    },
  };
}

describeOnMongo('access keys in MongoDB', () => {
  accessKeysContract(makeHarness);

  it('have an index of their numbers, in which none stands twice', async () => {
    const harness = await makeHarness();
    const client = new MongoClient(harness.url);
    try {
      await (await harness.open()).find('none');
      const indexes = await client.db().collection('access-keys').listIndexes().toArray();
      expect(indexes).toMatchObject([{ key: { _id: 1 } }, { key: { number: 1 }, unique: true }]);
    } finally {
      await client.close();
      await harness.dispose();
    }
  });
});
