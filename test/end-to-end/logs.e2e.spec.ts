import { jest } from '@jest/globals';
import { appointment, OFFER, request } from './programme.js';
import { Server } from './server.js';

jest.setTimeout(60_000);

const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');
const ADMIN_KEY = 'an-admin-key-that-nobody-guesses';

describe('the log', () => {
  let server: Server;

  beforeAll(async () => {
    server = await Server.start({ LOG_LEVEL: 'trace', PERSONAL_DATA_KEY: MASTER_KEY });
    await server.post('/v1/offers', OFFER);
  });
  afterAll(() => server.remove());

  it('holds no code, key, name or e-mail, wherever a client puts them', async () => {
    const { body } = await request(server, 'ada');
    const code = String(body['code']);
    const made = await server.post('/v1/keys', { name: 'feed', scopes: ['exams:write'] });
    const key = String(made.body['key']);
    const reissued = await server.post(`/v1/vouchers/${code}/reissue-code`, { reason: `${code} was seen` });
    const newCode = String(reissued.body['code']);
    for (const secret of [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ''),
      newCode,
      key,
      'ada@example.org',
    ]) {
      await sendEverywhere(encodeURIComponent(secret));
    }
    await server.call('GET', '/v1/offers', undefined, { authorization: `Bearer ${key}x` });
    await server.call('GET', '/v1/offers', undefined, { authorization: `Basic ${key}` });
    await server.post('/v1/candidates/ada/erase', { reason: 'asked' });
    await server.stop();
    const written = server.printed.replace(/The first admin key.*/, '');
    expect(written).toContain('/v1/vouchers/:voucher/schedule-exam');
    const secrets = [code, newCode, key, key.slice(-20), 'ada@example.org', 'Ada Example', MASTER_KEY];
    for (const secret of secrets) expect(readable(written)).not.toContain(readable(secret));
  });

  it('asks whether a variable that is almost a setting was meant to be it', async () => {
    await server.stop();
    const mistyped = await Server.start({ LOG_LEVEL: 'warn', EVENTSTORE_URL: 'esdb://store:2113' });
    try {
      expect(mistyped.printed).toContain('EVENTSTORE_URL is not a setting: did you mean EVENTSTOREDB_URL?');
    } finally {
      await mistyped.remove();
    }
  });

  it('holds no key that the settings give', async () => {
    await server.stop();
    const given = await Server.start({ LOG_LEVEL: 'trace', ADMIN_API_KEY: ADMIN_KEY });
    try {
      expect((await given.call('GET', '/v1/keys')).status).toBe(200);
      await given.call('GET', `/v1/offers?offerId=${ADMIN_KEY}`);
      await given.call('GET', `/${ADMIN_KEY}`);
      expect(given.printed).toContain('/v1/keys');
      expect(given.printed).not.toContain(ADMIN_KEY);
    } finally {
      await given.remove();
    }
  });

  /** In the path, the query, headers and bodies, of requests that work and of requests that do not. */
  async function sendEverywhere(secret: string): Promise<void> {
    const headers = {
      'idempotency-key': secret,
      'x-correlation-id': secret,
      'x-request-id': secret,
      'user-agent': secret,
      referer: `https://portal.example/${secret}`,
      cookie: `session=${secret}`,
      'if-match': secret,
    };
    const { 'if-match': _, ...harmless } = headers;
    await server.call('GET', `/v1/vouchers/${secret}`, undefined, headers);
    await server.call('GET', `/v1/vouchers/${secret}/history`, undefined, headers);
    await server.call('GET', `/v1/vouchers?email=${secret}&candidateId=${secret}&cursor=${secret}`);
    await server.call('GET', `/${secret}?${secret}=${secret}`, undefined, headers);
    await server.post(
      `/v1/vouchers/${secret}/schedule-exam`,
      appointment(secret, '2014-05-02T12:00:00Z'),
      harmless,
    );
    await server.post(`/v1/vouchers/${secret}/schedule-exam`, { [secret]: secret }, headers);
    await server.post('/v1/vouchers', { offerId: secret, candidate: secret }, headers);
  }

  /** As somebody reads it who undoes case, spaces and dashes. */
  function readable(text: string): string {
    return text.replaceAll(/[\s-]/g, '').toUpperCase();
  }
});
