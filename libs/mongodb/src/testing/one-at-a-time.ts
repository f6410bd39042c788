import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Bytes of a message's header, which begins with the length of the whole. */
const HEADER = 16;

/**
 * Stands before a server that does not carry out a command in one step (FerretDB 1 reads a document, and later
 * replaces it), and lets one command at a time through, of all connections. So each is in one step, as in MongoDB.
 */
export class OneAtATime {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly target: number) {
    this.#server = createServer((client) => {
      this.#serve(client);
    });
  }

  static async before(target: number): Promise<OneAtATime> {
    const proxy = new OneAtATime(target);
    await once(proxy.#server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const socket of this.#open) socket.destroy();
  }

  #serve(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    const ended = new Promise<void>((resolve) => {
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const) {
        this.#open.add(one);
        one.on('error', () => one.destroy());
        one.once('close', () => {
          this.#open.delete(one);
          other.destroy();
          resolve();
        });
      }
    });
    onMessage(client, (request) => {
      this.#last = this.#last.then(() => {
        if (server.destroyed) return undefined;
        server.write(request);
        return Promise.race([once(server, 'answered'), ended]);
      });
    });
    onMessage(server, (answer) => {
      client.write(answer);
      server.emit('answered');
    });
  }
}

function onMessage(socket: Socket, take: (message: Buffer) => void): void {
  let read = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    read = Buffer.concat([read, chunk]);
    while (read.length >= HEADER && read.length >= read.readInt32LE(0)) {
      const length = read.readInt32LE(0);
      take(read.subarray(0, length));
      read = read.subarray(length);
    }
  });
}
