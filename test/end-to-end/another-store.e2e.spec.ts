import { describeAnotherStore } from './another-store.js';

describe('embedded read models, and an EventStoreDB that they were not built from', () => {
  describeAnotherStore();
});
