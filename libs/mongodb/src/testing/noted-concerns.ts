import { yesServer } from './yes-server.js';

const READS: readonly string[] = ['find', 'aggregate'];
const WRITES: readonly string[] = ['insert', 'update', 'delete', 'createIndexes', 'drop'];

/** The documents that a collection is said to have. */
export type Holding = (collection: string) => readonly object[];

/**
 * A server that carries out nothing and notes with which concern it is asked to: each kind of command once, as
 * `find keys: majority`. Some names of collections are random; of these stands what is before the last dot.
 */
export async function noteConcerns(holding: Holding) {
  const noted = new Set<string>();
  const server = await yesServer({
    reply: (command, answer, socket, whole) => {
      const collection = String(whole[command]);
      const name = collection.replace(/\.[^.]*$/, '');
      if (READS.includes(command)) noted.add(`${command} ${name}: ${levelOf(whole['readConcern'])}`);
      if (WRITES.includes(command)) noted.add(`${command} ${name}: ${wOf(whole['writeConcern'])}`);
      socket.write(answer(answerTo(command, () => holding(name))));
    },
  });
  return {
    /** What it says is overruled. */
    url: `mongodb://127.0.0.1:${server.port}/?w=1&readConcernLevel=local`,
    noted: () => [...noted].toSorted(),
    close: () => server.close(),
  };
}

function answerTo(command: string, holding: () => readonly object[]): object | undefined {
  if (READS.includes(command)) return cursorOf(holding());
  if (command === 'listCollections') return cursorOf([]);
  return WRITES.includes(command) ? { ok: 1, n: 1, nModified: 1 } : undefined;
}

const cursorOf = (firstBatch: readonly object[]) => ({ ok: 1, cursor: { id: 0n, ns: 'd.c', firstBatch } });

const levelOf = (concern: unknown) => String((concern as { level?: unknown } | undefined)?.level);
const wOf = (concern: unknown) => String((concern as { w?: unknown } | undefined)?.w);
