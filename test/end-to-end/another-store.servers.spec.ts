import { databaseOfOwn, describeOnMongo } from '#mongodb/testing';
import { describeAnotherStore } from './another-store.js';

describeOnMongo('read models in MongoDB, and an EventStoreDB that they were not built from', () => {
  const databases = [databaseOfOwn(), databaseOfOwn(), databaseOfOwn()] as const;
  const [own, another, keys] = databases;
  afterAll(async () => {
    for (const { drop } of databases) await drop();
  });

  const settings = (store: 'own' | 'another') => ({
    MONGODB_URL: (store === 'own' ? own : another).url,
    PERSONAL_DATA_MONGODB_URL: keys.url,
    PERSONAL_DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    ADMIN_API_KEY: 'admin-key-of-the-test-of-another-store',
  });
  describeAnotherStore(settings, true);
});
