import { Binary } from 'mongodb';
import { noteConcerns } from '#mongodb/testing';
import type { KeyRecord } from '../keys/key-records.js';
import { MongoKeyRecords } from './mongo-key-records.js';
import { toStoredKey } from './stored-key.js';

const NOW = '2014-05-01T12:00:00.000Z';
const KEY: KeyRecord = {
  id: 'k1',
  hash: Buffer.alloc(32, 1),
  name: 'ours',
  scopes: ['admin'],
  origin: 'given',
  createdAt: NOW,
  expiresAt: undefined,
  revokedAt: undefined,
  replacedAt: undefined,
  lastUsedAt: undefined,
};

describe('access keys in MongoDB', () => {
  let server: Awaited<ReturnType<typeof noteConcerns>>;
  let records: MongoKeyRecords;
  /** The given key that is said to stand, one after the other. */
  let standing: (string | undefined)[] = [];

  beforeEach(async () => {
    server = await noteConcerns((collection) => {
      if (collection !== 'given-access-key') return [{ ...toStoredKey(KEY, 1), hash: new Binary(KEY.hash) }];
      const keyId = standing.length > 1 ? standing.shift() : standing[0];
      return keyId === undefined ? [] : [{ _id: 'given', version: 1, keyId, replacedAt: {} }];
    });
    records = new MongoKeyRecords(server.url);
  });
  afterEach(() => server.close());

  it('are read and written with a majority, whatever the connection string says', async () => {
    await records.insert(KEY);
    await records.insertFirst(KEY);
    standing = [undefined, KEY.id];
    await records.replaceGiven(KEY, NOW);
    standing = ['another', KEY.id];
    await records.replaceGiven(KEY, NOW);
    await records.find(KEY.id);
    await records.list();
    await records.revoke(KEY.id, NOW);
    await records.close();
    expect(server.noted()).toEqual([
      'createIndexes access-keys: majority',
      'find access-keys: majority',
      'find given-access-key: majority',
      'insert access-keys: majority',
      'insert given-access-key: majority',
      'update access-keys: majority',
      'update given-access-key: majority',
    ]);
  });

  it('note their use with one server alone: it may be lost, and no request is to wait for more', async () => {
    await records.touch(KEY.id, NOW);
    await records.close();
    expect(server.noted()).toEqual(['createIndexes access-keys: majority', 'update access-keys: 1']);
  });
});
