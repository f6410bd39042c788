import { noteConcerns } from '#mongodb/testing';
import { openMongoDocumentStore } from './index.js';

const NAME = 'books';
const TOKEN = 5n;

describe('The MongoDB document store', () => {
  it('reads and writes with a majority, whatever its connection string says', async () => {
    let token = TOKEN - 1n;
    const server = await noteConcerns((collection) => {
      if (collection === 'catalogue')
        return [{ _id: NAME, stored: `documents.${NAME}.1`, indexes: ['year'] }];
      const found = [{ _id: 'claimed', position: 1n, token, fields: {} }];
      // By now it is marked.
      token = TOKEN;
      return found;
    });
    const store = openMongoDocumentStore({ url: server.url });
    await store.ensureCollection({ name: NAME, indexes: ['year', 'title'] });
    await store.load(NAME, ['claimed'], TOKEN);
    await store.find(NAME, { limit: 10 });
    await store.count(NAME);
    const change = { collection: NAME, id: 'new', position: 2n, body: { year: 1999 } };
    await store.commit([change], [{ projection: 'p', position: 2n }], TOKEN);
    await store.checkpoints(['p']);
    await store.removeCheckpoint('p');
    await store.dropCollection(NAME);
    await store.close();
    await server.close();
    expect(server.noted()).toEqual([
      'aggregate documents.books: majority',
      'createIndexes documents.books: majority',
      'delete catalogue: majority',
      'delete checkpoints: majority',
      'find catalogue: majority',
      'find checkpoints: majority',
      'find documents.books: majority',
      'insert checkpoints: majority',
      'insert documents.books: majority',
      'update catalogue: majority',
      'update documents.books: majority',
    ]);
  });
});
