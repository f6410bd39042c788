import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { onMessage } from './messages.js';

/**
 * Stands before a server that does not carry out a command in one step (FerretDB 1 reads a document, and later
 * replaces it), and lets one command at a time through, of all connections. So each is in one step, as in MongoDB.
 */
export class OneAtATime {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #last: Promise<void> = Promise.resolve();

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
            if (server.destroyed) done();
            else server.write(request);
          }),
      );
    });
    onMessage(server, (answer) => {
      client.write(answer);
      answered();
    });
  }
}
