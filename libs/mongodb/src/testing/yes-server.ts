import { BSON } from 'mongodb';
import { onMessage } from './messages.js';
import { tcpServer } from './tcp-server.js';

const HELLO = {
  ok: 1,
  isWritablePrimary: true,
  minWireVersion: 0,
  maxWireVersion: 21,
  maxBsonObjectSize: 2 ** 24,
  maxMessageSizeBytes: 2 ** 26,
  maxWriteBatchSize: 100_000,
};

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

/**
 * Says yes to every command in MongoDB's protocol.
 *
 * @param longest bytes of a command; from a connection that sends a longer one nothing more is read
 */
export function yesServer(longest: number) {
  return tcpServer((socket) => {
    let read = 0;
    socket.on('data', (chunk) => {
      read += chunk.length;
      if (read > longest) socket.pause();
    });
    onMessage(socket, (request) => {
      read = 0;
      socket.write(answerTo(request));
    });
  });
}

function answerTo(request: Buffer): Buffer {
  const isQuery = request.readInt32LE(12) === OP_QUERY;
  const document = BSON.serialize(HELLO);
  // Flags, cursor, first document and their number; or flags and the kind of what follows.
  const before = Buffer.alloc(isQuery ? 20 : 5);
  if (isQuery) before.writeInt32LE(1, 16);
  const header = Buffer.alloc(16);
  header.writeInt32LE(header.length + before.length + document.length, 0);
  header.writeInt32LE(request.readInt32LE(4), 8);
  header.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, before, document]);
}
