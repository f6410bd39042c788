import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { InvalidSetting, requireSharedStores } from './index.js';
import { readSettings } from './read-settings.js';
import { settingsTable } from './testing/settings-table.js';

function refusal(environment: Record<string, string>): InvalidSetting {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof InvalidSetting) return error;
    throw error;
  }
  throw new TypeError(`${JSON.stringify(environment)} was accepted`);
}

describe('settings', () => {
  it('have defaults that need nothing to be set', () => {
    expect(Object.fromEntries(Object.entries(readSettings({})))).toEqual({
      port: 3000,
      workerPort: 3001,
      host: '127.0.0.1',
      dataDir: './data',
      logLevel: 'info',
      environment: 'development',
      adminApiKey: undefined,
      personalDataKey: undefined,
      keyGuessesPerMinute: 60,
      codeGuessesPerMinute: 60,
      trustProxy: false,
      clockStartsAt: undefined,
      eventStoreDbUrl: undefined,
      mongoDbUrl: undefined,
      personalDataMongoDbUrl: undefined,
      eventStoreDbProtocolPort: undefined,
      eventStoreDbProtocolCertificateFile: undefined,
      eventStoreDbProtocolKeyFile: undefined,
      eventStoreDbProtocolAccess: 'keys',
    });
  });

  it('are read from their variables, and others are left alone', () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const settings = readSettings({
      PORT: ' 8080 ',
      HOST: '::1',
      DATA_DIR: '/var/lib/second shot',
      LOG_LEVEL: 'debug',
      NODE_ENV: 'test',
      ADMIN_API_KEY: 'sixteen-letters!',
      PERSONAL_DATA_KEY: key,
      KEY_GUESSES_PER_MINUTE: '5',
      CODE_GUESSES_PER_MINUTE: '7',
      TRUST_PROXY: 'loopback, 10.0.0.0/8',
      CLOCK_STARTS_AT: '2014-05-01T14:00:00+02:00',
      MONGODB_URL: '',
      EVENTSTOREDB_PROTOCOL_PORT: '2113',
      EVENTSTOREDB_PROTOCOL_CERTIFICATE_FILE: 'node.crt',
      EVENTSTOREDB_PROTOCOL_KEY_FILE: 'node.key',
      EVENTSTOREDB_PROTOCOL_ACCESS: 'open',
      PATH: '/bin',
      port: '1',
    });
    expect(settings).toMatchObject({
      port: 8080,
      host: '::1',
      dataDir: '/var/lib/second shot',
      logLevel: 'debug',
      environment: 'test',
      adminApiKey: 'sixteen-letters!',
      personalDataKey: key,
      keyGuessesPerMinute: 5,
      codeGuessesPerMinute: 7,
      trustProxy: 'loopback,10.0.0.0/8',
      clockStartsAt: '2014-05-01T12:00:00.000Z',
      mongoDbUrl: undefined,
      eventStoreDbProtocolPort: 2113,
      eventStoreDbProtocolCertificateFile: 'node.crt',
      eventStoreDbProtocolKeyFile: 'node.key',
      eventStoreDbProtocolAccess: 'open',
    });
    expect(settings).not.toHaveProperty('PATH');
  });

  it('cannot be changed', () => {
    expect(() => Object.assign(readSettings({}), { port: 1 })).toThrow(TypeError);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PORT', '1e3'],
    ['HOST', 'two words'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'prod'],
    ['KEY_GUESSES_PER_MINUTE', '0'],
    ['CODE_GUESSES_PER_MINUTE', 'none'],
    ['TRUST_PROXY', 'everyone'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.1,'],
    ['CLOCK_STARTS_AT', '2014-05-01T12:00:00'],
    ['CLOCK_STARTS_AT', '2014-02-30T12:00:00Z'],
    ['EVENTSTOREDB_PROTOCOL_PORT', '65536'],
    ['EVENTSTOREDB_PROTOCOL_PORT', 'esdb'],
    ['EVENTSTOREDB_PROTOCOL_ACCESS', 'everybody'],
  ])('refuse %s=%s with one sentence that names variable and value', (variable, value) => {
    const error = refusal({ [variable]: value });
    expect(error).toMatchObject({ code: 'INVALID_SETTING', variable });
    expect(error.message).toMatch(new RegExp(`^${variable} .*must be .*[^.]\\.$`));
    expect(error.message).toContain(JSON.stringify(value));
    expect(error.message).not.toContain('\n');
  });

  it.each([
    ['ADMIN_API_KEY', 'short-secret'],
    ['ADMIN_API_KEY', 'which no request could send'],
    ['ADMIN_API_KEY', 'with\u0007a bell inside'],
    ['PERSONAL_DATA_KEY', Buffer.alloc(31, 7).toString('base64')],
    ['PERSONAL_DATA_KEY', 'hunter2hunter2hunter2hunter2hunter2hunter2hu!'],
    ['EVENTSTOREDB_URL', 'http://admin:changeit@host:2113'],
    ['MONGODB_URL', 'http://user:hunter2@host'],
    ['PERSONAL_DATA_MONGODB_URL', 'mongodb://user:hunter2 @host'],
  ])('refuse %s without showing the secret', (variable, value) => {
    const { message } = refusal({ [variable]: value });
    expect(message).toMatch(new RegExp(`^${variable} `));
    expect(message).not.toContain(value);
  });

  it('refuse keys of personal data that do not lie apart, without showing where', () => {
    const MONGODB_URL = 'mongodb://user:hunter2@host/second-shot';
    const missing = refusal({ NODE_ENV: 'production', MONGODB_URL });
    const same = refusal({ MONGODB_URL, PERSONAL_DATA_MONGODB_URL: MONGODB_URL });
    for (const { variable, message } of [missing, same]) {
      expect(variable).toBe('PERSONAL_DATA_MONGODB_URL');
      expect(message).not.toContain('hunter2');
    }
    const apart = { MONGODB_URL, PERSONAL_DATA_MONGODB_URL: 'mongodb://user:hunter2@host/keys' };
    expect(readSettings({ NODE_ENV: 'production', ...apart }).mongoDbUrl).toBe(MONGODB_URL);
  });

  it.each([
    ['by another user', 'mongodb://host/one', 'mongodb://keys:hunter2@host/one'],
    ['with other options', 'mongodb://host/one', 'mongodb://host/one?appName=keys'],
    ['by another spelling of the host', 'mongodb://host/one', 'mongodb://HOST:27017/one'],
    ['over another member', 'mongodb://first,second/one', 'mongodb://second,third/one'],
    ['by the name that is the default of the keys', 'mongodb://host/second-shot-keys', 'mongodb://host/'],
    ['by the name that is the default of the read models', 'mongodb://host', 'mongodb://host/second-shot'],
    ['in a DNS entry', 'mongodb+srv://user:hunter2@host/one', 'mongodb+srv://host/one?tls=true'],
  ])('refuse keys of personal data in the same database %s', (_, MONGODB_URL, PERSONAL_DATA_MONGODB_URL) => {
    const { variable, message } = refusal({ MONGODB_URL, PERSONAL_DATA_MONGODB_URL });
    expect(variable).toBe('PERSONAL_DATA_MONGODB_URL');
    expect(message).not.toContain('hunter2');
  });

  it.each([
    ['on the same server', 'mongodb://host', 'mongodb://host'],
    ['by the same name on another one', 'mongodb://host/one', 'mongodb://host:27018/one'],
  ])(
    'take keys of personal data in a database of their own %s',
    (_, MONGODB_URL, PERSONAL_DATA_MONGODB_URL) => {
      const settings = readSettings({ MONGODB_URL, PERSONAL_DATA_MONGODB_URL });
      expect(settings.personalDataMongoDbUrl).toBe(PERSONAL_DATA_MONGODB_URL);
    },
  );

  it('refuse processes of their own on stores that belong to one process', () => {
    const urls = {
      EVENTSTOREDB_URL: 'esdb://host',
      MONGODB_URL: 'mongodb://host/second-shot',
      PERSONAL_DATA_MONGODB_URL: 'mongodb://host/keys',
    };
    requireSharedStores(readSettings(urls));
    for (const variable of Object.keys(urls)) {
      const settings = readSettings({ ...urls, [variable]: '' });
      expect(() => {
        requireSharedStores(settings);
      }).toThrow(expect.objectContaining({ variable, code: 'INVALID_SETTING' }) as Error);
    }
  });

  it('refuse the simulated clock in production', () => {
    const error = refusal({ NODE_ENV: 'production', CLOCK_STARTS_AT: '2014-05-01T12:00:00Z' });
    expect(error.variable).toBe('CLOCK_STARTS_AT');
  });

  it.each([
    { NODE_ENV: 'production' },
    { HOST: '0.0.0.0' },
    { HOST: '10.0.0.1' },
    { HOST: '127.0.0.1.example' },
  ])('refuse open access to the protocol of EventStoreDB with %p', (others) => {
    const error = refusal({ ...others, EVENTSTOREDB_PROTOCOL_ACCESS: 'open' });
    expect(error.variable).toBe('EVENTSTOREDB_PROTOCOL_ACCESS');
  });

  it("take EventStoreDB's connection string, or a port for its protocol, not both", () => {
    const url = { EVENTSTOREDB_URL: 'esdb+discover://admin:changeit@cluster:2113?tls=true' };
    expect(readSettings(url).eventStoreDbUrl).toBe(url.EVENTSTOREDB_URL);
    const error = refusal({ ...url, EVENTSTOREDB_PROTOCOL_PORT: '2113' });
    expect(error.variable).toBe('EVENTSTOREDB_PROTOCOL_PORT');
    expect(error.message).not.toContain('changeit');
  });

  it('refuse one port for two servers, unless any will do', () => {
    const both = (port: string) => ({ PORT: port, EVENTSTOREDB_PROTOCOL_PORT: port });
    expect(refusal(both('3000')).variable).toBe('EVENTSTOREDB_PROTOCOL_PORT');
    expect(readSettings(both('0'))).toMatchObject({ port: 0, eventStoreDbProtocolPort: 0 });
  });

  it('want a certificate and its key together', () => {
    expect(refusal({ EVENTSTOREDB_PROTOCOL_CERTIFICATE_FILE: 'node.crt' }).variable).toBe(
      'EVENTSTOREDB_PROTOCOL_KEY_FILE',
    );
    expect(refusal({ EVENTSTOREDB_PROTOCOL_KEY_FILE: 'node.key' }).variable).toBe(
      'EVENTSTOREDB_PROTOCOL_CERTIFICATE_FILE',
    );
  });

  it('accept every admin key of 16 printable characters, whatever they are', () => {
    const printable = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((n) => String.fromCharCode(n)),
      minLength: 16,
      maxLength: 200,
    });
    fc.assert(
      fc.property(printable, (key) => {
        expect(readSettings({ ADMIN_API_KEY: key }).adminApiKey).toBe(key);
      }),
    );
  });

  it('are either read or refused by name, whatever the environment holds', () => {
    const environment = fc.record(
      Object.fromEntries(settingsTable().map(({ name }) => [name, fc.string({ unit: 'binary' })])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(environment, (values) => {
        try {
          expect(Object.isFrozen(readSettings(values))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidSetting);
        }
      }),
    );
  });
});

describe('the table of settings', () => {
  it('has a row for every variable, with its default', () => {
    const rows = new Map(settingsTable().map((row) => [row.name, row]));
    expect(rows.get('PORT')?.default).toBe('3000');
    expect(rows.get('HOST')?.default).toBe('127.0.0.1');
    expect(rows.get('DATA_DIR')?.default).toBe('./data');
    expect(rows.get('TRUST_PROXY')?.default).toBe('false');
    expect(rows.get('ADMIN_API_KEY')?.default).toBe('–');
    for (const { meaning } of rows.values()) expect(meaning).not.toBe('');
  });

  it('is the one in the README', () => {
    const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` +\| `([^`]+)` +\| (.+?) +\|$/gm)].map(
      ([, name, initially, meaning]) => ({ name, default: initially, meaning }),
    );
    expect(rows).toEqual(settingsTable());
  });
});
