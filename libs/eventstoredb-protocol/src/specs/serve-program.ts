import { openEmbeddedEventStore } from '#event-store/embedded';
import { startProtocolServer } from '../index.js';

/**
 * Serves the embedded store in the directory of its first argument to everybody on this machine, on the port of its
 * second, any free one by default. Prints the port when it listens; ends on SIGTERM, and with whoever started it, who
 * holds the other end of its input: one that outlives a failed test keeps Jest from ending.
 */
const [, , directory = '', port = '0'] = process.argv;
const store = await openEmbeddedEventStore({ directory });
const server = await startProtocolServer({
  log: store.log,
  access: 'open',
  protectedPrefixes: [],
  onFailure: (error) => {
    console.error(error);
  },
  host: '127.0.0.1',
  port: Number(port),
});
process.stdout.write(`${server.port}\n`);
process.once('SIGTERM', () => {
  void server
    .close()
    .then(() => store.close())
    .then(() => process.exit(0));
});
process.stdin.resume().once('end', () => process.exit());
