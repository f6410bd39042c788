import { databaseOfOwn, describeOnMongo } from '#mongodb/testing';
import { accessKeysContract } from '../contract/index.js';
import type { KeyRecords } from '../keys/key-records.js';
import { MongoKeyRecords } from './mongo-key-records.js';

describeOnMongo('access keys in MongoDB', () => {
  accessKeysContract(async () => {
    const { url, drop } = databaseOfOwn();
    const opened: KeyRecords[] = [];
    return {
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
  });
});
