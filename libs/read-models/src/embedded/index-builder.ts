import { GroupCommitWriter, type OpenOptions } from '#sqlite';

const PROGRAM = new URL('./index-program.js', import.meta.url);
/** KiB: each table is passed through once an index. */
const CACHE = 1_024;

/**
 * Makes indexes over tables that are large already on a thread of its own, so that the event loop goes on. It holds
 * the file's write lock for up to a second an index and million documents.
 *
 * @throws StorageError
 */
export async function buildIndexes(
  file: string,
  open: OpenOptions,
  statements: readonly string[],
): Promise<void> {
  const refused = (reason: unknown): Error => new TypeError(`No index is refused: ${String(reason)}`);
  const builder = await GroupCommitWriter.open<string, null>({
    file,
    open: { ...open, cacheSize: CACHE },
    program: PROGRAM,
    refused,
  });
  try {
    for (const statement of statements) await builder.submit(statement);
  } finally {
    await builder.close();
  }
}
