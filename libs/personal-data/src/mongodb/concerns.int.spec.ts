import { Binary } from 'mongodb';
import { noteConcerns } from '#mongodb/testing';
import { openMongoKeyStore } from './index.js';

describe('the MongoDB key store', () => {
  it('reads and writes with a majority, whatever its connection string says', async () => {
    const key = { keyId: 'k1', candidateId: 'ada', wrapped: Buffer.from('wrapped') };
    const current = { keyId: key.keyId, wrapped: new Binary(key.wrapped) };
    const server = await noteConcerns((collection) =>
      collection === 'keys' ? [{ _id: key.candidateId, current }] : [],
    );
    const store = openMongoKeyStore(server.url);
    await store.add(key);
    await store.current(key.candidateId);
    await store.find(key.keyId);
    await store.destroy(key.keyId);
    await store.destructions();
    await store.claimVerifier('verifier');
    await store.verifier();
    await store.close();
    await server.close();
    expect(server.noted()).toEqual([
      'createIndexes keys: majority',
      'find destructions: majority',
      'find keys: majority',
      'find verifier: majority',
      'insert verifier: majority',
      'update destructions: majority',
      'update keys: majority',
    ]);
  });
});
