import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Module } from '@nestjs/common';
import fastify, { type FastifyInstance } from 'fastify';
import { createLogger } from '#telemetry';
import { createServer } from './create-server.js';
import { serverOptions } from './server-options.js';

@Module({})
class NoRoutes {}

/** All that a server answers to these bytes, on a connection of its own. */
async function sentBack(server: FastifyInstance, bytes: string): Promise<string> {
  const { port } = server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

async function answerTo(server: FastifyInstance, bytes: string) {
  const [head = '', body = ''] = (await sentBack(server, bytes)).split('\r\n\r\n');
  return {
    status: Number(head.split(' ')[1]),
    head,
    body: JSON.parse(body) as Readonly<Record<string, unknown>>,
  };
}

describe('a request that is refused before any route is looked for', () => {
  let close: () => Promise<void>;
  let server: FastifyInstance;

  beforeAll(async () => {
    const logger = createLogger({ level: 'silent' });
    const app = await createServer(NoRoutes, { trustProxy: false, logger });
    await app.listen(0, '127.0.0.1');
    server = app.getHttpAdapter().getInstance();
    close = () => app.close();
  });
  afterAll(() => close());

  it.each([
    ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    [
      'an expectation',
      'POST / HTTP/1.1\r\nHost: h\r\nExpect: 200-ok\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
      417,
      'EXPECTATION_FAILED',
    ],
    ['no HTTP', 'hello\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['another version of HTTP', 'GET / HTTP/3.0\r\nHost: h\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    [
      'a length that is none',
      'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n',
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'headers above 16 KiB',
      `GET / HTTP/1.1\r\nHost: h\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
  ])('is answered with a problem where it has %s', async (_, bytes, status, code) => {
    const answer = await answerTo(server, bytes);
    expect(answer.status).toBe(status);
    expect(answer.head).toMatch(/^content-type: application\/problem\+json; charset=utf-8$/im);
    expect(answer.body).toMatchObject({ status, code });
    expect(answer.head.toLowerCase()).toContain(`x-correlation-id: ${String(answer.body['correlationId'])}`);
  });

  it('serves HTTP/1.0 without a host, and who waits for 100 Continue', async () => {
    expect(await answerTo(server, 'GET / HTTP/1.0\r\n\r\n')).toMatchObject({ status: 404 });
    const head =
      'POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n';
    expect(await sentBack(server, `${head}\r\n{}`)).toMatch(/^HTTP\/1.1 100 [^]*HTTP\/1.1 404 /);
  });
});

describe('a request that does not arrive in time', () => {
  it.each([
    ['head', 'GET / HTTP/1.1\r\nHost: h\r\n'],
    ['body', 'POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{'],
  ])('is answered with a problem where its %s is late', async (_, bytes) => {
    const server = fastify(serverOptions(false, 100));
    server.post('/', () => ({}));
    await server.listen({ host: '127.0.0.1', port: 0 });
    const answer = await answerTo(server, bytes);
    await server.close();
    expect(answer).toMatchObject({ status: 408, body: { status: 408, code: 'REQUEST_TIMEOUT' } });
  });
});
