import { openMongoAccessKeys } from '#access/mongodb';
import { openMongoKeyStore } from '#personal-data/mongodb';
import { openMongoDocumentStore } from '#read-models/mongodb';

/** Nothing listens there. */
const URL = 'mongodb://127.0.0.1:1/';

describe('where MongoDB is away', () => {
  it('each store says so in its own words, and keeps the reason', async () => {
    const accessKeys = openMongoAccessKeys(URL);
    const keys = openMongoKeyStore(URL);
    const documents = openMongoDocumentStore({ url: URL });
    const failures = await Promise.allSettled([
      accessKeys.list(),
      keys.current('ada'),
      documents.collections(),
    ]);
    const cause = { code: 'MONGODB_UNAVAILABLE' };
    const message = expect.stringMatching(/^MongoDB cannot be used \(.*ECONNREFUSED.*\): [^\n]+\.$/);
    expect(failures).toMatchObject([
      { reason: { name: 'AccessKeysUnavailable', code: 'STORE_UNAVAILABLE', message, cause } },
      { reason: { name: 'KeyStoreUnavailable', code: 'STORE_UNAVAILABLE', message, cause } },
      { reason: { name: 'ReadModelsUnavailable', code: 'READ_MODELS_UNAVAILABLE', message, cause } },
    ]);
    await Promise.all([accessKeys.close(), keys.close(), documents.close()]);
  }, 20_000);
});
