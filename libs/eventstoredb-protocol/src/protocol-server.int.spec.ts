import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, constants, type ClientHttp2Session } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { credentials } from '@grpc/grpc-js';
import { EventStoreDBClient } from '@eventstore/db-client';
import grpcFeatures from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { makeCertificate } from './testing/certificate.js';
import { collect, events, newStream } from './testing/events.js';
import { serve, useServedStore } from './testing/served-store.js';

/** Milliseconds that a call has to finish when the server is closed. */
const PATIENCE = 5_000;

describe('the server', () => {
  const served = useServedStore();

  it('is found as a cluster of one node that leads', async () => {
    const client = EventStoreDBClient.connectionString(
      `esdb+discover://127.0.0.1:${served().server.port}?tls=false&maxDiscoverAttempts=1`,
    );
    expect((await client.appendToStream(newStream(), events(1))).success).toBe(true);
    await client.dispose();
  });

  it('tells what it serves', async () => {
    const address = `127.0.0.1:${served().server.port}`;
    const client = new grpcFeatures.ServerFeaturesClient(address, credentials.createInsecure());
    const supported = await new Promise<features.SupportedMethods>((resolve, reject) => {
      client.getSupportedMethods(new shared.Empty(), (error, methods) => {
        if (error) reject(error);
        else resolve(methods);
      });
    });
    client.close();
    expect(supported.getEventStoreServerVersion()).toBe('23.10.0');
    // Clients look for exactly these names, all in lower case, before they use what the newest servers have.
    const methods = supported
      .getMethodsList()
      .map((method) => `${method.getServiceName()}/${method.getMethodName()}`);
    expect(methods.sort()).toEqual([
      ...['create', 'delete', 'getinfo', 'list', 'read', 'replayparked', 'restartsubsystem', 'update'].map(
        (method) => `event_store.client.persistent_subscriptions.persistentsubscriptions/${method}`,
      ),
      ...['append', 'batchappend', 'delete', 'read', 'tombstone'].map(
        (method) => `event_store.client.streams.streams/${method}`,
      ),
    ]);
  });

  it('answers what it does not serve as UNIMPLEMENTED', async () => {
    const client = served().connect();
    await expect(client.createProjection('p', 'fromAll()')).rejects.toMatchObject({ code: 12 });
    await expect(client.listProjections()).rejects.toMatchObject({ code: 12 });
  });

  it('cannot listen where another one does', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
    await expect(serve(directory, { port: served().server.port })).rejects.toThrow('EADDRINUSE');
    rmSync(directory, { recursive: true, force: true });
  });
});

describe('an encrypted server', () => {
  const served = useServedStore(async (directory) => ({ tls: await makeCertificate(directory) }));

  it('serves those who trust its certificate', async () => {
    const trusted = join(served().directory, 'trusted.pem');
    const client = served().connect(`tls=true&tlsCAFile=${trusted}`);
    expect((await client.appendToStream(newStream(), events(1))).success).toBe(true);
  });

  it('serves nobody else', async () => {
    for (const options of ['tls=true', 'tls=false']) {
      const client = served().connect(`${options}&defaultDeadline=2000`);
      await expect(client.deleteStream(newStream())).rejects.toThrow();
    }
  });
});

describe('closing the server', () => {
  it('finishes what was taken, and ends what has no end', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
    const served = await serve(directory);
    const client = served.connect();
    const stream = newStream();
    await client.appendToStream(stream, events(1));
    const subscription = client.subscribeToStream(stream);
    const caughtUp = new Promise<void>((resolve) => subscription.once('caughtUp', resolve));
    const ended = collect(subscription);
    await caughtUp;
    const appends = Array.from({ length: 50 }, () => client.appendToStream(stream, events(1)));
    await appends[0];
    const closed = served.server.close();
    await expect(ended).rejects.toMatchObject({ type: 'unavailable' });
    const outcomes = await Promise.allSettled(appends);
    await closed;
    const written = (await served.store.readStream(stream)).length - 1;
    expect(written).toBeGreaterThanOrEqual(outcomes.filter(({ status }) => status === 'fulfilled').length);
    await served.close();
    expect(served.failures).toEqual([]);
    rmSync(directory, { recursive: true, force: true });
  });

  it('does not wait for a connection that failed in that very moment', async () => {
    // Some turns of the event loop lie between the failure and the end of the connection: one of these is the moment.
    const closings = Array.from({ length: 6 }, async (_, turns) => {
      const directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
      const served = await serve(directory);
      const connection = await connected(served.server.port);
      connection.destroy(new Error('The client failed.'), constants.NGHTTP2_INTERNAL_ERROR);
      for (let turn = 0; turn < turns; turn += 1) await setImmediate();
      const before = performance.now();
      await served.close();
      const duration = performance.now() - before;
      rmSync(directory, { recursive: true, force: true });
      return duration;
    });
    expect(Math.max(...(await Promise.all(closings)))).toBeLessThan(PATIENCE);
  });

  it('cuts a connection off that does not end', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
    const served = await serve(directory);
    const connection = await connected(served.server.port);
    const append = connection.request({
      ':method': 'POST',
      ':path': '/event_store.client.streams.Streams/Append',
      'content-type': 'application/grpc',
    });
    append.on('error', () => undefined);
    await new Promise((resolve) => connection.ping(resolve));
    const cut = new Promise((resolve) => append.once('close', resolve));
    const before = performance.now();
    await served.close();
    expect(performance.now() - before).toBeGreaterThan(PATIENCE - 100);
    await cut;
    connection.destroy();
    rmSync(directory, { recursive: true, force: true });
  });
});

/** A bare connection that both ends know of. */
async function connected(port: number): Promise<ClientHttp2Session> {
  const connection = connect(`http://127.0.0.1:${port}`).on('error', () => undefined);
  await once(connection, 'remoteSettings');
  await new Promise((resolve) => connection.ping(resolve));
  return connection;
}
