import { eventStoreName, readModelsName } from './store-names.js';

describe('what a sentence calls the stores', () => {
  it('is the directory of embedded ones', () => {
    const dataDir = './data';
    expect(eventStoreName({ dataDir, eventStoreDbUrl: undefined })).toBe('the store in ./data');
    expect(readModelsName({ dataDir, mongoDbUrl: undefined })).toBe('the read models in ./data');
  });

  it('is the setting that names a server, and never what it holds', () => {
    const dataDir = '/data';
    const eventStoreDbUrl = 'esdb://admin:hunter2@host:2113';
    expect(eventStoreName({ dataDir, eventStoreDbUrl })).toBe('the store that EVENTSTOREDB_URL names');
    const mongoDbUrl = 'mongodb://user:hunter2@host';
    expect(readModelsName({ dataDir, mongoDbUrl })).toBe('the read models that MONGODB_URL names');
  });
});
