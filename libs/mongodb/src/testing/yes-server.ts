import type { Socket } from 'node:net';
import { BSON } from 'mongodb';
import { type Command, commandOf, isQuery, onMessage } from './messages.js';
import { tcpServer } from './tcp-server.js';

const YES = {
  ok: 1,
  isWritablePrimary: true,
  minWireVersion: 0,
  maxWireVersion: 21,
  maxBsonObjectSize: 2 ** 24,
  maxMessageSizeBytes: 2 ** 26,
  maxWriteBatchSize: 100_000,
};

const OP_REPLY = 1;
const OP_MSG = 2013;

/** Sends what a command is answered. `answer` makes the message of it: without a document, a yes. */
export type Reply = (
  command: string,
  answer: (document?: object) => Buffer,
  socket: Socket,
  whole: Command,
) => void;

export interface YesOptions {
  /** Bytes of a command; from a connection that sends a longer one nothing more is read. */
  readonly longest?: number;
  /** How commands are answered. Greetings of connections are not asked about. */
  readonly reply?: Reply;
}

const sayYes: Reply = (_command, answer, socket) => socket.write(answer());

/** Says yes to every command in MongoDB's protocol, unless it is to reply otherwise. */
export function yesServer({ longest = Infinity, reply = sayYes }: YesOptions = {}) {
  return tcpServer((socket) => {
    let read = 0;
    socket.on('data', (chunk) => {
      read += chunk.length;
      if (read > longest) socket.pause();
    });
    onMessage(socket, (request) => {
      read = 0;
      const answer = (document: object = YES) => messageTo(request, document);
      if (isQuery(request)) socket.write(answer());
      else {
        const command = commandOf(request);
        reply(Object.keys(command)[0] ?? '', answer, socket, command);
      }
    });
  });
}

function messageTo(request: Buffer, answer: object): Buffer {
  const document = BSON.serialize(answer);
  // Flags, cursor, first document and their number; or flags and the kind of section.
  const before = Buffer.alloc(isQuery(request) ? 20 : 5);
  if (isQuery(request)) before.writeInt32LE(1, 16);
  const header = Buffer.alloc(16);
  header.writeInt32LE(header.length + before.length + document.length, 0);
  header.writeInt32LE(request.readInt32LE(4), 8);
  header.writeInt32LE(isQuery(request) ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, before, document]);
}
