import type { Socket } from 'node:net';
import { BSON } from 'mongodb';

/** Bytes of a message's header, which begins with the length of the whole. */
const HEADER = 16;

const OP_QUERY = 2004;

/** A command as it came; documents that came in a section of their own are not in it. */
export type Command = Readonly<Record<string, unknown>>;

/** Takes each message of MongoDB's protocol that a socket brings, whole. */
export function onMessage(socket: Socket, take: (message: Buffer) => void): void {
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

/** Connections greet with a query, all else comes as a message. */
export function isQuery(request: Buffer): boolean {
  return request.readInt32LE(12) === OP_QUERY;
}

/** Behind the header stand flags and the kind of section; the first field of that is the command. */
export function commandOf(request: Buffer): Command {
  return BSON.deserialize(request.subarray(21, 21 + request.readInt32LE(21)));
}
