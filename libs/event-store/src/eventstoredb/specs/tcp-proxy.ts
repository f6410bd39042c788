import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between a client and a server, and can keep back what the server answers, or cut all connections. */
export class TcpProxy {
  /** Bytes that the server has answered so far. */
  answered = 0;
  readonly #sockets = new Set<Socket>();
  readonly #answers = new Set<Socket>();
  #isHolding = false;

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on('connection', (socket) => {
      this.#join(socket);
    });
  }

  static async start(target: number): Promise<TcpProxy> {
    const server = createServer();
    const proxy = new TcpProxy(server, target);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get connectionString(): string {
    return `esdb://127.0.0.1:${(this.server.address() as AddressInfo).port}?tls=false`;
  }

  /** Resolves when no client has a connection any more. */
  async untilUnused(): Promise<void> {
    for (const socket of this.#sockets) if (!socket.closed) await once(socket, 'close');
  }

  /** From now on the server hears everything, and its answers go nowhere. */
  hold(): void {
    this.#isHolding = true;
    for (const socket of this.#answers) socket.pause();
  }

  release(): void {
    this.#isHolding = false;
    for (const socket of this.#answers) socket.resume();
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    // One that a client opens again while this stops would hold it open for ever.
    this.server.on('connection', (socket) => socket.destroy());
    this.server.close();
    this.cut();
    await once(this.server, 'close');
  }

  #join(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        this.#answers.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    this.#answers.add(server);
    client.pipe(server);
    server.on('data', (chunk: Buffer) => {
      this.answered += chunk.length;
      if (client.write(chunk)) return;
      server.pause();
      client.once('drain', () => {
        if (!this.#isHolding) server.resume();
      });
    });
    if (this.#isHolding) server.pause();
  }
}
