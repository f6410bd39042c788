import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { commandOf, isQuery, onMessage } from './messages.js';

const WRITES: readonly string[] = ['insert', 'update', 'delete'];

/**
 * Stands before a server that does not carry out a command in one step (FerretDB 1 reads a document, and later
 * replaces it), and lets one command at a time through, of all connections. So each is in one step, as in MongoDB.
 */
export class OneAtATime {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #last: Promise<void> = Promise.resolve();
  #onWrite: (() => boolean) | undefined;

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

  /**
   * Resolves when the server has carried out so many writes from now on. The answer of the last one is kept back, and
   * nothing else is let through until all connections are cut, or the server is gone.
   */
  afterWrites(count: number): Promise<void> {
    let left = count;
    return new Promise((resolve) => {
      this.#onWrite = () => {
        left -= 1;
        if (left > 0) return false;
        this.#onWrite = undefined;
        resolve();
        return true;
      };
    });
  }

  /** Cuts every connection, in the middle of whatever it carries. */
  cut(): void {
    for (const socket of this.#open) socket.destroy();
  }

  close(): void {
    this.#server.close();
    this.cut();
  }

  #serve(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    let answered = (): void => undefined;
    let isWrite = false;
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#open.add(one);
      one.on('error', () => one.destroy());
      one.once('close', () => {
        this.#open.delete(one);
        other.destroy();
        answered();
      });
    }
    onMessage(client, (request) => {
      this.#last = this.#last.then(
        () =>
          new Promise<void>((done) => {
            answered = done;
            isWrite = this.#onWrite !== undefined && isWriting(request);
            if (server.destroyed) done();
            else server.write(request);
          }),
      );
    });
    onMessage(server, (answer) => {
      if (isWrite && this.#onWrite?.()) return;
      client.write(answer);
      answered();
    });
  }
}

function isWriting(request: Buffer): boolean {
  return !isQuery(request) && WRITES.includes(Object.keys(commandOf(request))[0] ?? '');
}
