import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import { closeConnections } from './close-connections.js';
import { serverOptions } from './server-options.js';

/** More than the buffers of two sockets ever hold. */
function* endless() {
  for (;;) yield Buffer.alloc(64 * 1024);
}

/** A client that asks, and reads nothing of the answer. */
async function askAndLeaveUnread(server: FastifyInstance): Promise<Socket> {
  const { port } = server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).pause();
  const asked = once(server.server, 'request');
  socket.write('GET / HTTP/1.1\r\nHost: h\r\n\r\n');
  await asked;
  return socket;
}

async function serverWithEndlessAnswer(requestTimeout?: number): Promise<FastifyInstance> {
  const server = fastify(serverOptions(false, requestTimeout));
  server.get('/', () => Readable.from(endless()));
  return server;
}

describe('an answer that its client does not read', () => {
  it('is cut off after a time', async () => {
    const server = await serverWithEndlessAnswer(100);
    await server.listen({ host: '127.0.0.1', port: 0 });
    const accepted = once(server.server, 'connection') as Promise<[Socket]>;
    const socket = await askAndLeaveUnread(server);
    const [connection] = await accepted;
    await once(connection, 'close');
    socket.destroy();
    await server.close();
    expect(connection.destroyed).toBe(true);
  });

  it('does not hold up a server that closes', async () => {
    const server = await serverWithEndlessAnswer();
    closeConnections(server, 100);
    await server.listen({ host: '127.0.0.1', port: 0 });
    const socket = await askAndLeaveUnread(server);
    await server.close();
    socket.destroy();
    expect(server.server.listening).toBe(false);
  });
});
