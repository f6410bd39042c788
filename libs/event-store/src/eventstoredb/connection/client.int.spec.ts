import { once } from 'node:events';
import { newEvent, newStream } from '../../contract/fixtures.js';
import { useConnections } from '../specs/connections.js';
import { createClient } from './client.js';
import { readConnectionString } from './connection-string.js';

const { connect, startProcess } = useConnections();
const ANSWERS = 20;

describe('the client', () => {
  it('is closed although a read was left before its answer came', async () => {
    const { connectionString } = await startProcess();
    const stream = newStream();
    await connect(connectionString).append(stream, [newEvent()], 'no_stream');
    const client = createClient(readConnectionString(connectionString));
    const left = client.readStream(stream, { maxCount: 1 });
    left.once('pipe', () => left.destroy());
    await once(left, 'close');
    // The connection answers in turn: once these have come, so has the answer that nobody reads.
    for (let answer = 0; answer < ANSWERS; answer += 1) {
      for await (const { event } of client.readStream(stream, { maxCount: 1 })) expect(event).toBeDefined();
    }
    await expect(client.close()).resolves.toBeUndefined();
  });
});
