import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { readSettings } from '#settings/environment';
import { openPorts, serveProtocol, type Ports } from './index.js';

describe('serving the protocol of EventStoreDB', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
  let ports: Ports;
  beforeAll(async () => {
    setLogVerbosity(logVerbosity.NONE);
    ports = await openPorts(readSettings({ DATA_DIR: directory }));
  });
  afterAll(async () => {
    await ports.close();
    rmSync(directory, { recursive: true, force: true });
  });

  function serve(settings: Readonly<Record<string, string>>) {
    return serveProtocol(ports, readSettings({ DATA_DIR: directory, ...settings }), (error) => {
      throw error;
    });
  }

  it('is left out where no port is set', async () => {
    expect(await serve({})).toBeUndefined();
  });

  it('is refused with a sentence that names the port when that is taken', async () => {
    const first = await serve({ EVENTSTOREDB_PROTOCOL_PORT: '0' });
    await expect(serve({ EVENTSTOREDB_PROTOCOL_PORT: String(first?.port) })).rejects.toMatchObject({
      code: 'INVALID_SETTING',
      variable: 'EVENTSTOREDB_PROTOCOL_PORT',
    });
    await first?.close();
  });

  it('is refused with a sentence that names the file when that is missing or no certificate', async () => {
    const junk = join(directory, 'junk.pem');
    writeFileSync(junk, 'junk');
    const tls = (certificate: string, key: string) => ({
      EVENTSTOREDB_PROTOCOL_PORT: '0',
      EVENTSTOREDB_PROTOCOL_CERTIFICATE_FILE: certificate,
      EVENTSTOREDB_PROTOCOL_KEY_FILE: key,
    });
    await expect(serve(tls(join(directory, 'none'), junk))).rejects.toMatchObject({
      variable: 'EVENTSTOREDB_PROTOCOL_CERTIFICATE_FILE',
    });
    await expect(serve(tls(junk, join(directory, 'none')))).rejects.toMatchObject({
      variable: 'EVENTSTOREDB_PROTOCOL_KEY_FILE',
    });
    await expect(serve(tls(junk, junk))).rejects.toMatchObject({ code: 'INVALID_SETTING' });
  });
});
