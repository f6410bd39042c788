import { once } from 'node:events';
import { lookup } from 'node:dns/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** What accepts connections for the server at further addresses. */
    furtherListeners: Server[];
  }
}

/**
 * One HTTP server at all addresses of `localhost`, of which IPv4 and IPv6 have one each. Fastify would open another
 * server for the second: it would refuse by itself what the first answers with a problem, and end in its own time.
 *
 * @param host address, or a name
 */
export async function listenAt(app: NestFastifyApplication, port: number, host: string): Promise<void> {
  const found = host === 'localhost' ? await lookup(host, { all: true }) : [{ address: host }];
  await listenAtEach(
    app,
    port,
    found.map(({ address }) => address),
  );
}

/**
 * @param addresses of this machine
 * @throws if the first one cannot be bound; the others are left out where the machine lacks them (IPv6 switched off)
 */
export async function listenAtEach(
  app: NestFastifyApplication,
  port: number,
  [first, ...others]: readonly string[],
): Promise<void> {
  await app.listen(port, first ?? '127.0.0.1');
  const fastify = app.getHttpAdapter().getInstance();
  const { port: taken } = fastify.server.address() as AddressInfo;
  await Promise.all(others.map((address) => listenToo(fastify, taken, address)));
}

async function listenToo(fastify: FastifyInstance, port: number, host: string): Promise<void> {
  // As Node sets up an HTTP server.
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (socket: Socket) => {
    fastify.server.emit('connection', socket);
  });
  try {
    listener.listen(port, host);
    await once(listener, 'listening');
    fastify.furtherListeners.push(listener);
  } catch (error) {
    if (!isOff(error)) throw error;
  }
}

/** IPv6 can be known by name and be off. */
function isOff(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
}

/** Has the server end when all its connections have, at whatever address they came in. Before it listens. */
export function closeFurtherListeners(fastify: FastifyInstance): void {
  fastify.decorate('furtherListeners', []);
  fastify.addHook('preClose', async () => {
    await Promise.all(fastify.furtherListeners.map(closed));
  });
}

async function closed(listener: Server): Promise<void> {
  listener.close();
  await once(listener, 'close');
}
