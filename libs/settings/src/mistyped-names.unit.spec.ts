import { mistypedNames } from './mistyped-names.js';

describe('names of variables that are almost those of settings', () => {
  it.each([
    ['EVENTSTORE_URL', 'EVENTSTOREDB_URL'],
    ['MONGODB_URI', 'MONGODB_URL'],
    ['MONGO_URL', 'MONGODB_URL'],
    ['DATADIR', 'DATA_DIR'],
    ['ADMIN_APIKEY', 'ADMIN_API_KEY'],
    ['CLOCK_START_AT', 'CLOCK_STARTS_AT'],
  ])('takes %s for %s', (name, meant) => {
    expect(mistypedNames({ [name]: 'x' })).toEqual([`${name} is not a setting: did you mean ${meant}?`]);
  });

  it('says nothing of a setting that is set beside it', () => {
    expect(mistypedNames({ MONGO_URL: 'x', MONGODB_URL: 'x' })).toEqual([]);
  });

  it.each([
    'HOME',
    'PWD',
    'SHELL',
    'HOSTNAME',
    'PORTS',
    'NODE_OPTIONS',
    'EVENTSTOREDB_URL',
    'TMPDIR',
    'LOGNAME',
  ])('leaves %s alone', (name) => {
    expect(mistypedNames({ [name]: 'x' })).toEqual([]);
  });

  it('never shows a value', () => {
    expect(mistypedNames({ ADMIN_APIKEY: 'secret' }).join()).not.toContain('secret');
  });
});
