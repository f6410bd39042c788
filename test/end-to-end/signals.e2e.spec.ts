import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { OFFER, request } from './programme.js';
import { Server } from './server.js';
import { ServerProcess } from './server-process.js';

jest.setTimeout(60_000);

describe('signals', () => {
  let server: Server;

  beforeEach(async () => {
    server = await Server.start();
  });
  afterEach(() => server.remove());

  it.each([
    ['SIGINT', 'SIGINT'],
    ['SIGINT', 'SIGTERM'],
    ['SIGTERM', 'SIGTERM'],
  ] as const)(
    'take %s and %s at once, as npm hands Ctrl-C on, for one request to end',
    async (...signals) => {
      await server.post('/v1/offers', OFFER);
      const requests = Array.from({ length: 20 }, (_, index) => request(server, `c-${index}`));
      await Promise.race(requests);
      for (const signal of signals) server.signal(signal);
      expect(await server.ended()).toMatchObject({ code: 0, signal: null });
      await Promise.allSettled(requests);
    },
  );

  it('let an accepted request finish, and a second signal some time later end it', async () => {
    const open = () => server.call('GET', '/v1/offers?waitFor=1000&timeoutMs=10000');
    const finished = server.call('GET', '/v1/offers?waitFor=1000&timeoutMs=500');
    const cut = open();
    await server.call('GET', '/health/live');
    const began = performance.now();
    server.signal('SIGTERM');
    const ended = server.ended();
    const outcomes = Promise.allSettled([finished, cut]);
    while ((await Promise.race([ended, delay(50)])) === undefined) server.signal('SIGTERM');
    const [first, second] = await outcomes;
    expect(first).toMatchObject({ value: { status: 503, body: { code: 'NOT_YET_VISIBLE' } } });
    expect(second).toMatchObject({ status: 'rejected' });
    expect(await ended).toMatchObject({ code: null, signal: 'SIGKILL' });
    expect(performance.now() - began).toBeLessThan(9_000);
  });
});

describe('a signal while the demo is being filled', () => {
  it('ends it, and what was recorded is served at the next start', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'second-shot-e2e-'));
    const start = () => new ServerProcess({ DATA_DIR: dataDir }, undefined, { app: 'api', args: ['--demo'] });
    const filling = start();
    while (!filling.printed.includes('Demo: ')) await delay(50);
    filling.signal('SIGTERM');
    const { code, printed } = await filling.ended;
    expect(code).toBe(0);
    expect(printed).not.toContain('listens at');
    const again = start();
    await again.listening();
    expect(again.printed).toContain('Skipping the demo');
    again.signal('SIGTERM');
    expect(await again.ended).toMatchObject({ code: 0 });
    await rm(dataDir, { recursive: true, force: true });
  });
});
