import type { Socket } from 'node:net';

/** Bytes of a message's header, which begins with the length of the whole. */
const HEADER = 16;

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
