import { databaseOfOwn, describeOnMongo } from '#mongodb/testing';
import { describeDocumentStore } from '../contract/index.js';
import { openMongoDocumentStore } from './index.js';

/** FerretDB 1 takes `$elemMatch` as MongoDB takes the same conditions without it. */
const left = process.env['FERRETDB'] === undefined ? [] : ['a range that no single value of the list is in'];

describeOnMongo('The MongoDB adapter', () => {
  describeDocumentStore(
    'it',
    async () => {
      const { url, drop } = databaseOfOwn();
      const store = openMongoDocumentStore({ url });
      return {
        store,
        connect: async () => openMongoDocumentStore({ url }),
        async dispose() {
          await store.close();
          await drop();
        },
      };
    },
    left,
  );
});
