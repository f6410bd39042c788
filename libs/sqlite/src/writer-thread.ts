import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { closeDatabase } from './close-database.js';
import { openDatabase } from './open-database.js';
import { toData } from './storage-error.js';
import { Transactions } from './transactions.js';
import { translateSqliteError } from './translate-error.js';
import type { FromWriter, ToWriter, WriterThreadData } from './writer-messages.js';
import type { WriterProgram } from './writer-program.js';

if (parentPort) await run(parentPort, workerData as WriterThreadData);

async function run(port: MessagePort, { file, open, program, maxPerTransaction }: WriterThreadData) {
  const answer = (message: FromWriter) => {
    port.postMessage(message);
  };
  try {
    const module = (await import(program)) as { program: WriterProgram<unknown, unknown> };
    const database = openDatabase(file, open);
    const transactions = new Transactions(database, file, module.program.prepare(database));
    port.on('message', (first: ToWriter) => {
      const { requests, close } = drain(port, first);
      for (let at = 0; at < requests.length; at += maxPerTransaction) {
        answer(transactions.run(requests.slice(at, at + maxPerTransaction)));
      }
      if (close) {
        closeDatabase(database);
        port.close();
      }
    });
    answer({ opened: true });
  } catch (error) {
    answer({ notOpened: toData(translateSqliteError(error, file)) });
    port.close();
  }
}

/** All that has arrived by now: what came while the last transaction was flushed shares the next one. */
function drain(port: MessagePort, first: ToWriter): { requests: readonly unknown[]; close: boolean } {
  const requests: unknown[] = [];
  let message: ToWriter | undefined = first;
  while (message !== undefined && message !== 'close') {
    requests.push(...message);
    message = (receiveMessageOnPort(port) as { message: ToWriter } | undefined)?.message;
  }
  return { requests, close: message === 'close' };
}
