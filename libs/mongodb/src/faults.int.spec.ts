import { MongoConnection, MongoUnavailable } from './index.js';
import { type Reply, yesServer } from './testing/yes-server.js';

/** The driver looks again at a server that failed after half a second. */
const TIMEOUT = 2_000;

const FULL = { ok: 0, code: 14_031, codeName: 'OutOfDiskSpace', errmsg: 'No space left on device' };

/** What comes of a write whose answer is as given, and of one that is answered as it should be. */
async function writesOn(reply: Reply): Promise<readonly unknown[]> {
  let failing = true;
  const server = await yesServer({
    reply: (command, answer, socket, whole) => {
      if (failing && command === 'insert') reply(command, answer, socket, whole);
      else socket.write(answer());
    },
  });
  const url = `mongodb://127.0.0.1:${server.port}/`;
  const connection = new MongoConnection({ url, setting: 'MONGODB_URL', database: 'd', timeout: TIMEOUT });
  const write = () =>
    connection
      .run(() => connection.database.collection('c').insertOne({}))
      .then(
        () => 'written',
        (error: unknown) => error,
      );
  const first = await write();
  failing = false;
  const outcomes = [first, await write()];
  await connection.close();
  await server.close();
  return outcomes;
}

describe('a call of MongoDB', () => {
  it.each<[string, Reply]>([
    ['whose disk is full', (_, answer, socket) => socket.write(answer(FULL))],
    ['that cuts the connection instead of an answer', (_command, _answer, socket) => socket.destroy()],
    [
      'that cuts the connection within its answer',
      (_, answer, socket) => socket.end(answer().subarray(0, 40)),
    ],
    [
      'that answers too late',
      (_, answer, socket) => {
        setTimeout(() => socket.write(answer()), 1.2 * TIMEOUT).unref();
      },
    ],
    ['that never answers', () => undefined],
  ])('on a server %s fails, and the next one does not', async (_, reply) => {
    expect(await writesOn(reply)).toEqual([expect.any(MongoUnavailable), 'written']);
  });

  it('that fails says what the server said', async () => {
    const [failure] = await writesOn((_, answer, socket) => socket.write(answer(FULL)));
    expect(String(failure)).toContain('MongoDB cannot be used (No space left on device)');
  });
});
