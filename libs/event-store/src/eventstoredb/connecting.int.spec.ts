import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GuardedKeys, GuessLimiter, type KeyRing } from '#access';
import { openEmbeddedAccessKeys } from '#access/embedded';
import { makeCertificate } from '../../../eventstoredb-protocol/src/testing/certificate.js';
import { useServedStore } from '../../../eventstoredb-protocol/src/testing/served-store.js';
import { newEvents, newStream } from '../contract/fixtures.js';
import { useConnections } from './specs/connections.js';

const CLOSING_PROGRAM = fileURLToPath(new URL('./specs/closing-program.js', import.meta.url));
/** Milliseconds for a process that should end by itself. */
const PATIENCE = 30_000;

const { connect, startProcess, startProxy } = useConnections();

let keys: KeyRing;
const encrypted = useServedStore(async (directory) => {
  keys = openEmbeddedAccessKeys(directory);
  const guarded = new GuardedKeys(keys, new GuessLimiter({ perClient: 100 }));
  const access = { keys: guarded, now: () => new Date().toISOString() };
  return { access, tls: await makeCertificate(directory) };
});
const open = useServedStore();
afterAll(() => keys.close());

describe('connecting to EventStoreDB', () => {
  const address = (host: string) => `${host}:${open().server.port}`;

  it.each([
    ['one server', () => `esdb://${address('localhost')}?tls=false`],
    ['a name that stands for a cluster', () => `esdb+discover://${address('localhost')}?tls=false`],
    ['a list, of which one is not there', () => `esdb://localhost:1,${address('localhost')}?tls=false`],
  ])('finds %s', async (_, connectionString) => {
    const append = connect(connectionString()).append(newStream(), newEvents(1), 'no_stream');
    expect(await append).toMatchObject({ revision: 0 });
  });

  it('keeps no process alive once it is closed', async () => {
    const { connectionString } = await startProcess();
    // In a process of its own: this one stays alive anyway.
    const { status, signal, stderr } = spawnSync(process.execPath, [CLOSING_PROGRAM, connectionString], {
      env: { ...process.env, NODE_OPTIONS: '' },
      timeout: PATIENCE,
    });
    expect({ status, signal, stderr: stderr.toString() }).toEqual({ status: 0, signal: null, stderr: '' });
  });

  it('gives its connection up when it is closed', async () => {
    const proxy = await startProxy(open().server.port);
    const store = connect(proxy.connectionString);
    await store.append(newStream(), newEvents(1), 'no_stream');
    await store.close();
    await proxy.untilUnused();
  });

  it('encrypts with a private authority, and shows user and password there', async () => {
    const { token } = await keys.create({ name: 'ours', scopes: ['admin'] }, new Date().toISOString());
    const trusted = encodeURIComponent(join(encrypted().directory, 'trusted.pem'));
    const host = `localhost:${encrypted().server.port}?tlsCAFile=${trusted}`;
    const stream = newStream();
    await connect(`esdb://anyone:${encodeURIComponent(token)}@${host}`).append(stream, newEvents(2), 'any');
    for (const credentials of ['', 'anyone:wrong@']) {
      const stranger = connect(`esdb://${credentials}${host}`);
      const refused = {
        code: 'STORE_UNAVAILABLE',
        message: expect.stringContaining('refuses access') as unknown,
      };
      await expect(stranger.append(stream, newEvents(1), 'any')).rejects.toMatchObject(refused);
      await expect(stranger.readStream(stream)).rejects.toMatchObject(refused);
    }
  });

  it('does not trust a certificate that nobody vouches for', async () => {
    const store = connect(`esdb://localhost:${encrypted().server.port}`);
    await expect(store.headPosition()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
