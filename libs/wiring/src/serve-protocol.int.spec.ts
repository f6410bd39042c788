import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { GuardedKeys, GuessLimiter } from '#access';
import { makeCertificate } from '../../eventstoredb-protocol/src/testing/certificate.js';
import { readSettings } from '#settings/environment';
import { openPorts, serveProtocol, type Ports } from './index.js';

describe('serving the protocol of EventStoreDB', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
  let ports: Ports;
  beforeAll(async () => {
    ports = await openPorts(readSettings({ DATA_DIR: directory }));
  });
  afterAll(async () => {
    await ports.close();
    rmSync(directory, { recursive: true, force: true });
  });

  function serve(settings: Readonly<Record<string, string>>) {
    const guardedKeys = new GuardedKeys(ports.accessKeys, new GuessLimiter({ perClient: 60 }));
    return serveProtocol(
      { ...ports, guardedKeys },
      readSettings({ DATA_DIR: directory, ...settings }),
      (error) => {
        throw error;
      },
    );
  }

  it('is left out where no port is set', async () => {
    expect(await serve({})).toBeUndefined();
  });

  it('is refused with a sentence that names the port when that is taken, and no other', async () => {
    const printed = jest.spyOn(console, 'error');
    const first = await serve({ EVENTSTOREDB_PROTOCOL_PORT: '0' });
    await expect(serve({ EVENTSTOREDB_PROTOCOL_PORT: String(first?.port) })).rejects.toMatchObject({
      code: 'INVALID_SETTING',
      variable: 'EVENTSTOREDB_PROTOCOL_PORT',
    });
    await first?.close();
    expect(printed.mock.calls).toEqual([]);
  });

  describe('with TLS', () => {
    const file = (name: string) => join(directory, name);
    const serveWith = (certificate: string, key: string) =>
      serve({
        EVENTSTOREDB_PROTOCOL_PORT: '0',
        EVENTSTOREDB_PROTOCOL_CERTIFICATE_FILE: file(certificate),
        EVENTSTOREDB_PROTOCOL_KEY_FILE: file(key),
      });

    beforeAll(async () => {
      for (const name of ['own', 'other']) {
        const { certificate, key } = await makeCertificate(directory);
        writeFileSync(file(`${name}.pem`), certificate);
        writeFileSync(file(`${name}-key.pem`), key);
      }
      writeFileSync(file('junk.pem'), 'junk');
    });

    it('takes a certificate and its key', async () => {
      await (await serveWith('own.pem', 'own-key.pem'))?.close();
    });

    it.each([
      ['is missing', 'none', 'own-key.pem', 'CERTIFICATE_FILE', /none, which cannot be read/],
      ['is not a certificate', 'junk.pem', 'own-key.pem', 'CERTIFICATE_FILE', /junk.pem, .+no start line/],
      ['is a key', 'own-key.pem', 'own-key.pem', 'CERTIFICATE_FILE', /own-key.pem, /],
      ['is missing', 'own.pem', 'none', 'KEY_FILE', /none, which cannot be read/],
      ['is not a key', 'own.pem', 'junk.pem', 'KEY_FILE', /junk.pem, /],
      ['is of another', 'own.pem', 'other-key.pem', 'KEY_FILE', /other-key.pem, .+key values mismatch/],
    ])('names the file that %s: %s, %s', async (_, certificate, key, variable, message) => {
      await expect(serveWith(certificate, key)).rejects.toMatchObject({
        variable: `EVENTSTOREDB_PROTOCOL_${variable}`,
        message: expect.stringMatching(message) as string,
      });
    });
  });
});
