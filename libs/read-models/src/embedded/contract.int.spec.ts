import { describeDocumentStore } from '../contract/index.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { openEmbeddedDocumentStore } from './index.js';

describeDocumentStore('The embedded store', async () => {
  const directory = await temporaryDirectory();
  const store = await openEmbeddedDocumentStore({ directory: directory.path });
  return {
    store,
    connect: () => openEmbeddedDocumentStore({ directory: directory.path }),
    async dispose() {
      await store.close();
      await directory.remove();
    },
  };
});
