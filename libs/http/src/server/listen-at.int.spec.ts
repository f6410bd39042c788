import { once } from 'node:events';
import { Agent, request as asked } from 'node:http';
import { type AddressInfo, connect, createServer as createListener } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger } from '#telemetry';
import { createServer } from './create-server.js';
import { listenAt, listenAtEach } from './listen-at.js';

/** Two that every Linux has; other systems may have the first alone. */
const ADDRESSES = ['127.0.0.1', '127.0.0.2'];

/** Holds requests back until it is opened. */
class Gate {
  waiting = 0;
  readonly #opened = new AbortController();

  async pass(): Promise<void> {
    this.waiting += 1;
    await once(this.#opened.signal, 'abort');
  }

  open(): void {
    this.#opened.abort();
  }
}

async function serverWith(gate: Gate): Promise<NestFastifyApplication> {
  @Controller('slow')
  class Slow {
    @Get()
    async slow(): Promise<string> {
      await gate.pass();
      return 'done';
    }
  }
  @Module({ controllers: [Slow] })
  class SlowModule {}
  return createServer(SlowModule, { trustProxy: false, logger: createLogger({ level: 'silent' }) });
}

function portOf(app: NestFastifyApplication): number {
  return (app.getHttpServer().address() as AddressInfo).port;
}

async function answerAt(app: NestFastifyApplication, address: string, bytes: string): Promise<string> {
  const socket = connect(portOf(app), address);
  socket.write(bytes);
  return text(socket);
}

(process.platform === 'linux' ? describe : describe.skip)('a server at several addresses', () => {
  let gate: Gate;
  let app: NestFastifyApplication;

  beforeEach(async () => {
    gate = new Gate();
    app = await serverWith(gate);
    await listenAtEach(app, 0, ADDRESSES);
  });
  afterEach(() => app.close());

  it.each([
    ['an expectation', 'POST / HTTP/1.1\r\nHost: h\r\nExpect: 200-ok\r\nConnection: close\r\n\r\n', 417],
    ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['no route', 'GET /none HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n', 404],
    ['no HTTP', 'hello\r\n\r\n', 400],
  ])('answers a request with %s at each alike', async (_, bytes, status) => {
    for (const address of ADDRESSES) {
      const answer = await answerAt(app, address, bytes);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*application/problem\\+json`));
    }
  });

  it('ends when the last answer is given, at whatever address, and keeps no connection open after it', async () => {
    const port = portOf(app);
    const agents = ADDRESSES.map(() => new Agent({ keepAlive: true }));
    const answers = ADDRESSES.map(async (host, index) => {
      const sent = asked({ host, port, path: '/slow', agent: agents[index] }).end();
      const [answer] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
      return text(answer);
    });
    while (gate.waiting < ADDRESSES.length) await setImmediate();
    const closing = app.close();
    gate.open();
    expect(await Promise.all(answers)).toEqual(['done', 'done']);
    await closing;
    for (const address of ADDRESSES) {
      await expect(once(connect(port, address), 'connect')).rejects.toThrow('ECONNREFUSED');
    }
    for (const agent of agents) agent.destroy();
  });
});

describe('a server at an address that is not free', () => {
  it('says so, for each', async () => {
    const other = createListener().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const app = await serverWith(new Gate());
    await expect(listenAt(app, port, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await app.close();
    other.close();
  });

  it('does without one that is off', async () => {
    const app = await serverWith(new Gate());
    // Of a documentation network, RFC 5737.
    await listenAtEach(app, 0, ['127.0.0.1', '192.0.2.1']);
    expect(await answerAt(app, '127.0.0.1', 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 404 /);
    await app.close();
  });

  it('listens at localhost', async () => {
    const app = await serverWith(new Gate());
    await listenAt(app, 0, 'localhost');
    expect(await answerAt(app, 'localhost', 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 404 /);
    await app.close();
  });
});
