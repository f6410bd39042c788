import { execFile as execFileOf } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { closeDatabase } from './close-database.js';
import { openDatabase } from './open-database.js';
import { NOTES } from './specs/notes-program.js';
import { useTemporaryDirectory } from './specs/temporary-directory.js';
import { prepare } from './statement.js';

const execFile = promisify(execFileOf);
const PROGRAM = fileURLToPath(new URL('./specs/full-disk-process.js', import.meta.url));

const inDirectory = useTemporaryDirectory();

/** Adds a note in a process whose files cannot grow beyond so many blocks of 512 bytes. */
async function addNote(file: string, blocks: number | 'unlimited' = 'unlimited'): Promise<string> {
  const line = `ulimit -f ${blocks} && exec "$0" "$@"`;
  const { stdout } = await execFile('sh', ['-c', line, process.execPath, PROGRAM, file]);
  return stdout;
}

function notesIn(file: string): number | undefined {
  const database = openDatabase(file, { kind: NOTES, synchronous: 'FULL', readOnly: true });
  const { notes } = prepare<{ notes: number }>(database, 'SELECT count(*) AS notes FROM notes').get() ?? {};
  database.close();
  return notes;
}

describe('closing a database', () => {
  it('leaves all that was written in the one file', () => {
    const file = inDirectory('a.sqlite');
    const database = openDatabase(file, { kind: NOTES, synchronous: 'FULL' });
    const other = openDatabase(file, { kind: NOTES, synchronous: 'FULL' });
    database.exec(`INSERT INTO notes (body) VALUES ('kept')`);
    closeDatabase(database);
    const copy = inDirectory('copy.sqlite');
    writeFileSync(copy, readFileSync(file));
    other.close();
    expect(notesIn(copy)).toBe(1);
  });

  it('is not a failure where the file cannot grow: what was written is kept beside it', async () => {
    const file = inDirectory('a.sqlite');
    for (let note = 0; note < 3; note += 1) await addNote(file);
    const blocks = statSync(file).size / 512;
    expect(await addNote(file, blocks)).toBe('closed\n');
    expect(statSync(file).size / 512).toBe(blocks);
    expect(notesIn(file)).toBe(4);
  });
});
