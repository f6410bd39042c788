import { inspect } from 'node:util';
import { InvalidDatabaseName, MongoConnection, MongoUnavailable } from './index.js';
import { tcpServer } from './testing/tcp-server.js';
import { yesServer } from './testing/yes-server.js';

const PASSWORD = 'hunter2';
const TIMEOUT = 300;

/** What comes of a call of the driver on a server at this address. */
async function failureAt(address: string, timeout = TIMEOUT, options = ''): Promise<unknown> {
  const url = `mongodb://user:${PASSWORD}@${address}/${options}`;
  const connection = new MongoConnection({ url, setting: 'MONGODB_URL', database: 'd', timeout });
  const answer = await connection
    .run(() => connection.database.collection('c').findOne())
    .catch((error: unknown) => error);
  await connection.close();
  return answer;
}

/** What comes of a call that fails so on a server that is there. */
async function failureOf(error: Error): Promise<unknown> {
  const server = await yesServer();
  const url = `mongodb://127.0.0.1:${server.port}/`;
  const connection = new MongoConnection({ url, setting: 'MONGODB_URL', database: 'd' });
  const answer = await connection.run(() => Promise.reject(error)).catch((failure: unknown) => failure);
  await connection.close();
  await server.close();
  return answer;
}

describe('a connection to MongoDB', () => {
  it('gives up a server that takes connections and never answers', async () => {
    const silent = await tcpServer(() => undefined);
    const began = performance.now();
    expect(await failureAt(`127.0.0.1:${silent.port}`)).toBeInstanceOf(MongoUnavailable);
    expect(performance.now() - began).toBeGreaterThanOrEqual(0.8 * TIMEOUT - 5);
    await silent.close();
  });

  it('gives up a server that ends every connection', async () => {
    const hasty = await tcpServer((socket) => socket.end());
    expect(await failureAt(`127.0.0.1:${hasty.port}`)).toBeInstanceOf(MongoUnavailable);
    await hasty.close();
  });

  it('says why and which setting names the server that is not there, and shows no password', async () => {
    const gone = await tcpServer(() => undefined);
    await gone.close();
    const failure = await failureAt(`127.0.0.1:${gone.port}`);
    expect(failure).toBeInstanceOf(MongoUnavailable);
    expect(String(failure)).toContain('MONGODB_URL');
    expect(String(failure)).toContain('ECONNREFUSED');
    expect(inspect(failure, { depth: Infinity, showHidden: true })).not.toContain(PASSWORD);
  });

  it('says why to all that call at once', async () => {
    const gone = await tcpServer(() => undefined);
    await gone.close();
    const url = `mongodb://127.0.0.1:${gone.port}/`;
    const connection = new MongoConnection({ url, setting: 'MONGODB_URL', database: 'd', timeout: TIMEOUT });
    const find = () => connection.run(() => connection.database.collection('c').findOne());
    for (const outcome of await Promise.allSettled([find(), find(), find()])) {
      expect(outcome).toMatchObject({ status: 'rejected' });
      expect(String((outcome as PromiseRejectedResult).reason)).toContain('ECONNREFUSED');
    }
    await connection.close();
  });

  it('does not wait long for a server when it is closed before it had one', async () => {
    const silent = await tcpServer(() => undefined);
    const url = `mongodb://127.0.0.1:${silent.port}/`;
    const connection = new MongoConnection({ url, setting: 'MONGODB_URL', database: 'd', timeout: 60_000 });
    const finding = connection.run(() => connection.database.collection('c').findOne());
    await Promise.all([expect(finding).rejects.toThrow(MongoUnavailable), connection.close()]);
    await silent.close();
  });

  it('finishes what it was first used for when it is closed', async () => {
    const server = await yesServer();
    const url = `mongodb://127.0.0.1:${server.port}/`;
    const connection = new MongoConnection({ url, setting: 'MONGODB_URL', database: 'd' });
    const writing = connection.run(() => connection.database.collection('c').insertOne({}));
    await connection.close();
    await expect(writing).resolves.toMatchObject({ acknowledged: true });
    await server.close();
  });

  it('gives up a name that cannot be resolved', async () => {
    expect(await failureAt('no-such-host.invalid')).toBeInstanceOf(MongoUnavailable);
  });

  it.each([
    ['a socket', { code: 'EPIPE' }],
    ['a name', { code: 'ENOTFOUND', syscall: 'querySrv' }],
    ['a certificate', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
  ])('takes an error of %s, which the driver lets through, for a server that is away', async (_, system) => {
    const failure = await failureOf(Object.assign(new Error('no way'), system));
    expect(failure).toBeInstanceOf(MongoUnavailable);
    expect(String(failure)).toContain('no way');
  });

  it('leaves errors of ours as they are', async () => {
    const ours = Object.assign(new Error('ours'), { code: 'UNKNOWN_COLLECTION' });
    expect(await failureOf(ours)).toBe(ours);
  });

  it.each([
    `mongodb://user:${PASSWORD}@`,
    `mongodb://user:${PASSWORD}@host:port/`,
    `mongodb://user:${PASSWORD}@host/?tls=perhaps`,
    `${PASSWORD}://host`,
    `mongodb://user:${PASSWORD}%@host/`,
  ])('refuses a connection string without showing it: %s', (url) => {
    const open = () => new MongoConnection({ url, setting: 'MONGODB_URL', database: 'd' });
    expect(open).toThrow(/^MONGODB_URL is not a connection string/);
    try {
      open();
    } catch (error) {
      expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(PASSWORD);
    }
  });

  it.each([
    'no.name',
    'no%20name',
    'no$name',
    'no%22name',
    'no%2Fname',
    'no%5Cname',
    'no%00name',
    'n'.repeat(64),
    encodeURIComponent('ä'.repeat(32)),
  ])('refuses a name of a database that no server takes: %s', (name) => {
    const url = `mongodb://user:${PASSWORD}@host/${name}`;
    const open = () => new MongoConnection({ url, setting: 'MONGODB_URL', database: 'd' });
    expect(open).toThrow(/^MONGODB_URL names a database that MongoDB does not take: [^\n]+\.$/);
    expect(open).toThrow(InvalidDatabaseName);
  });

  it('takes a name of a database that is not taken for a mistake, which does not pass by itself', async () => {
    const refusal = { ok: 0, code: 73, codeName: 'InvalidNamespace', errmsg: "Invalid namespace: 'a:b.c'" };
    const server = await yesServer({ reply: (_, answer, socket) => socket.write(answer(refusal)) });
    const url = `mongodb://127.0.0.1:${server.port}/a:b`;
    const connection = new MongoConnection({ url, setting: 'MONGODB_URL', database: 'd' });
    const failing = connection.run(() => connection.database.collection('c').findOne());
    await expect(failing).rejects.toThrow(InvalidDatabaseName);
    await expect(failing).rejects.toThrow(
      /^MONGODB_URL names a database .+ \(Invalid namespace: 'a:b\.c'\):/,
    );
    await connection.close();
    await server.close();
  });

  it('says that no server is of the replica set that is wanted', async () => {
    const server = await yesServer();
    const failure = await failureAt(`127.0.0.1:${server.port}`, TIMEOUT, '?replicaSet=theirs');
    expect(failure).toBeInstanceOf(MongoUnavailable);
    expect(String(failure)).toContain('no server that it names is a member of the replica set theirs');
    await server.close();
  });

  it('refuses work after it was closed', async () => {
    const connection = new MongoConnection({ url: 'mongodb://host', setting: 'MONGODB_URL', database: 'd' });
    await connection.close();
    await expect(connection.run(async () => 1)).rejects.toBeInstanceOf(MongoUnavailable);
  });

  it.each([
    ['mongodb://host', 'second-shot'],
    ['mongodb://host/', 'second-shot'],
    ['mongodb://host/?appName=a/b', 'second-shot'],
    ['mongodb://host/mine', 'mine'],
    ['mongodb://user:word@one,two:1/mine?tls=true', 'mine'],
  ])('uses the database that %s names, or the default', async (url, name) => {
    const connection = new MongoConnection({ url, setting: 'MONGODB_URL', database: 'second-shot' });
    expect(connection.database.databaseName).toBe(name);
    await connection.close();
  });
});
