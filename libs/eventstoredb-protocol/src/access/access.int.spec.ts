import { join } from 'node:path';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { GuardedKeys, GuessLimiter, type KeyRing, type Scope } from '#access';
import { openEmbeddedAccessKeys } from '#access/embedded';
import { collect, events, newStream } from '../testing/events.js';
import { makeCertificate } from '../testing/certificate.js';
import { useServedStore } from '../testing/served-store.js';

let keys: KeyRing;
const served = useServedStore(async (directory) => {
  keys = openEmbeddedAccessKeys(directory);
  const guarded = new GuardedKeys(keys, new GuessLimiter({ perClient: 5 }));
  return {
    access: { keys: guarded, now: () => new Date().toISOString() },
    tls: await makeCertificate(directory),
  };
});
afterAll(() => keys.close());

/** A client that shows this password; its user name says nothing. */
function clientWith(password: string): EventStoreDBClient {
  const trusted = join(served().directory, 'trusted.pem');
  return served().connect(`tls=true&tlsCAFile=${trusted}`, `anyone:${encodeURIComponent(password)}@`);
}

async function clientOf(...scopes: readonly Scope[]): Promise<EventStoreDBClient> {
  const { token } = await keys.create({ name: 'foreign', scopes }, new Date().toISOString());
  return clientWith(token);
}

const DENIED = { type: 'access-denied' };

describe('a client with an API key as its password', () => {
  it('may do everything with `admin`', async () => {
    const client = await clientOf('admin');
    const stream = newStream();
    await client.appendToStream(stream, events(2));
    expect(await collect(client.readStream(stream))).toHaveLength(2);
    await client.setStreamMetadata(stream, { acl: { readRoles: ['nobody'] } });
    expect(await collect(client.readStream(stream))).toHaveLength(2);
    await client.deleteStream(stream);
  });

  it('may write no stream of the programme, even with `admin`', async () => {
    const client = await clientOf('admin');
    const voucher = newStream('voucher');
    await expect(client.appendToStream(voucher, events(1))).rejects.toMatchObject(DENIED);
    await expect(client.setStreamMetadata(voucher, {})).rejects.toMatchObject(DENIED);
    await expect(client.tombstoneStream(voucher)).rejects.toMatchObject(DENIED);
  });

  it('may read, and not write, with `audit:read`', async () => {
    const client = await clientOf('audit:read');
    expect((await collect(client.readAll({ maxCount: 1 }))).length).toBe(1);
    await expect(client.appendToStream(newStream(), events(1))).rejects.toMatchObject(DENIED);
    await expect(client.deleteStream(newStream())).rejects.toMatchObject(DENIED);
  });

  it('may not even read with the other scopes', async () => {
    const client = await clientOf('read', 'offers:write', 'vouchers:admin', 'exams:write', 'vouchers:issue');
    await expect(collect(client.readAll())).rejects.toMatchObject(DENIED);
    await expect(collect(client.readStream(newStream()))).rejects.toMatchObject(DENIED);
    await expect(collect(client.subscribeToAll())).rejects.toMatchObject(DENIED);
    await expect(client.appendToStream(newStream(), events(1))).rejects.toMatchObject(DENIED);
  });

  it('may give it for one call alone', async () => {
    const { token } = await keys.create({ name: 'one', scopes: ['admin'] }, new Date().toISOString());
    const client = await clientOf('read');
    const credentials = { username: 'whoever', password: token };
    const result = await client.appendToStream(newStream(), events(1), { credentials });
    expect(result.success).toBe(true);
  });
});

describe('a client without a key', () => {
  it('may do nothing', async () => {
    const trusted = join(served().directory, 'trusted.pem');
    const client = served().connect(`tls=true&tlsCAFile=${trusted}`);
    for (const attempt of [
      () => client.appendToStream(newStream(), events(1)),
      () => collect(client.readAll()),
      () => client.deleteStream(newStream()),
      () => client.tombstoneStream(newStream()),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 16, ...DENIED });
    }
  });
});

describe('a key that is revoked', () => {
  it('ends what was begun with it', async () => {
    const { key, token } = await keys.create({ name: 'short', scopes: ['admin'] }, new Date().toISOString());
    const client = clientWith(token);
    const stream = newStream();
    await client.appendToStream(stream, events(1));
    await keys.revoke(key.id, new Date().toISOString());
    const append = async () => {
      for (;;) await client.appendToStream(stream, events(1));
    };
    await expect(append()).rejects.toMatchObject(DENIED);
    await expect(collect(client.readStream(stream))).rejects.toMatchObject(DENIED);
  });
});

describe('a client that guesses', () => {
  it('is stopped, and others are not', async () => {
    const known = await clientOf('admin');
    await known.appendToStream(newStream(), events(1));
    const stranger = clientWith('a wrong guess of a key');
    const read = () => collect(stranger.readAll({ maxCount: 1 }));
    for (let guess = 0; guess < 6; guess += 1) await expect(read()).rejects.toMatchObject(DENIED);
    await expect(read()).rejects.toThrow('Too many wrong guesses');
    expect((await known.appendToStream(newStream(), events(1))).success).toBe(true);
  });
});
