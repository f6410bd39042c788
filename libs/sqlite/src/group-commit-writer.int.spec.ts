import { execFile as execFileWithCallback } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { GroupCommitWriter, type GroupCommitOptions } from './group-commit-writer.js';
import { openDatabase } from './open-database.js';
import { NOTES, type NoteRequest, type NoteResult } from './specs/notes-program.js';
import { useTemporaryDirectory } from './specs/temporary-directory.js';
import { prepare } from './statement.js';

const execFile = promisify(execFileWithCallback);

class Refused extends Error {}

const inDirectory = useTemporaryDirectory();
const opened: GroupCommitWriter<NoteRequest, NoteResult>[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((writer) => writer.close()));
});

async function openWriter(options: Partial<GroupCommitOptions> = {}) {
  const writer = await GroupCommitWriter.open<NoteRequest, NoteResult>({
    file: inDirectory('notes.sqlite'),
    open: { kind: NOTES, synchronous: 'FULL' },
    program: new URL('./specs/notes-program.js', import.meta.url),
    refused: (reason) => new Refused(String(reason)),
    ...options,
  });
  opened.push(writer);
  return writer;
}

function storedNotes(): readonly string[] {
  const database = openDatabase(inDirectory('notes.sqlite'), {
    kind: NOTES,
    synchronous: 'FULL',
    readOnly: true,
  });
  const rows = prepare<{ body: string }>(database, 'SELECT body FROM notes ORDER BY id').all();
  database.close();
  return rows.map(({ body }) => body);
}

/** A gate that holds the writer in the middle of a transaction. */
function gate() {
  const state = new Int32Array(new SharedArrayBuffer(8));
  return {
    until: state,
    reached: async () => {
      while (Atomics.load(state, 1) === 0) await turnOfTheLoop();
    },
    open: () => {
      Atomics.store(state, 0, 1);
      Atomics.notify(state, 0);
    },
  };
}

/** What becomes of requests that arrive together while the writer is in the middle of a transaction. */
async function together(
  writer: GroupCommitWriter<NoteRequest, NoteResult>,
  ...requests: readonly NoteRequest[]
): Promise<readonly PromiseSettledResult<NoteResult>[]> {
  const held = gate();
  const first = writer.submit({ until: held.until });
  await held.reached();
  const answers = Promise.allSettled(requests.map((request) => writer.submit(request)));
  held.open();
  await first;
  return answers;
}

const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve));

describe('group-commit writer', () => {
  it('answers when the request is committed, in the order of submission', async () => {
    const writer = await openWriter();
    const bodies = Array.from({ length: 200 }, (_, index) => `note ${index}`);
    const results = await Promise.all(bodies.map((note) => writer.submit({ note })));
    expect(results.map(({ notes }) => notes)).toEqual(bodies.map((_, index) => index + 1));
    expect(storedNotes()).toEqual(bodies);
  });

  it('puts what arrives during a transaction into the next one, and leaves the event loop free meanwhile', async () => {
    const writer = await openWriter();
    const held = gate();
    const first = writer.submit({ note: 'first', until: held.until });
    await held.reached();
    const later: Promise<NoteResult>[] = [];
    for (let index = 0; index < 20; index += 1) {
      later.push(writer.submit({ note: `later ${index}` }));
      await turnOfTheLoop();
    }
    expect(writer.pending).toBe(21);
    held.open();
    const { batch } = await first;
    const batches = new Set((await Promise.all(later)).map((result) => result.batch));
    expect([...batches]).toEqual([batch + 1]);
  });

  it('leaves the event loop its turns while callers write on with every answer', async () => {
    const writer = await openWriter();
    const callers = 64;
    let answers = 0;
    const writeOn = async () => {
      for (let index = 0; index < 200; index += 1) {
        await writer.submit({ note: 'a note' });
        answers += 1;
      }
    };
    const writing = Promise.all(Array.from({ length: callers }, writeOn));
    let [before, most] = [0, 0];
    while (writer.pending > 0) {
      await turnOfTheLoop();
      most = Math.max(most, answers - before);
      before = answers;
    }
    await writing;
    expect(answers).toBe(200 * callers);
    // A hundred as they arrive, and those of one more message; what waits is answered between two looks at most twice.
    expect(most).toBeLessThan(100 + 3 * callers);
  });

  it('lets a refused request neither undo nor repeat the others', async () => {
    const writer = await openWriter();
    const answers = await together(
      writer,
      { note: 'one' },
      { note: 'refused', refuse: true },
      { note: 'two' },
    );
    expect(answers).toMatchObject([
      { value: { notes: 1, applied: 2 } },
      { reason: new Refused('refused') },
      { value: { notes: 2, applied: 4 } },
    ]);
    expect(storedNotes()).toEqual(['one', 'two']);
  });

  it('undoes a failing request alone, beside a refused one', async () => {
    const writer = await openWriter();
    const answers = await Promise.allSettled([
      writer.submit({ note: 'one' }),
      writer.submit({ note: 'refused', refuse: true }),
      writer.submit({ note: 'two' }),
      writer.submit({ note: 'failing', then: 'throw' }),
      writer.submit({ note: '' }),
      writer.submit({ note: 'three' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(answers[1]).toEqual({ status: 'rejected', reason: new Refused('refused') });
    expect(answers[3]).toMatchObject({ reason: { code: 'REQUEST_FAILED' } });
    expect(answers[4]).toMatchObject({ reason: { code: 'REQUEST_FAILED' } });
    expect(storedNotes()).toEqual(['one', 'two', 'three']);
  });

  it('does outside of the transaction what is for afterwards, and answers its failure to its caller alone', async () => {
    const writer = await openWriter();
    const answers = await together(
      writer,
      { note: 'one' },
      { note: 'two', afterwards: 'empty the log' },
      { note: 'three', afterwards: 'throw' },
      { note: 'refused', refuse: true, afterwards: 'throw' },
    );
    expect(answers).toMatchObject([
      { value: { notes: 1 } },
      { value: { notes: 2, logIsEmpty: true } },
      { reason: { code: 'STORAGE_FAILED' } },
      { reason: new Refused('refused') },
    ]);
    expect(statSync(inDirectory('notes.sqlite-wal')).size).toBe(0);
    expect(storedNotes()).toEqual(['one', 'two', 'three']);
  });

  it('refuses alone what cannot be sent to its thread', async () => {
    const writer = await openWriter();
    const uncloneable = { note: 'x', extra: () => 1 };
    const answers = await Promise.allSettled([
      writer.submit({ note: 'one' }),
      writer.submit(uncloneable),
      writer.submit({ note: 'two' }),
    ]);
    expect(answers[1]).toMatchObject({ status: 'rejected', reason: { code: 'REQUEST_FAILED' } });
    expect(storedNotes()).toEqual(['one', 'two']);
    expect(writer.pending).toBe(0);
  });

  it('fails the whole transaction when the disk is full, and goes on when there is space again', async () => {
    const writer = await openWriter({ maxPerTransaction: 3 });
    await writer.submit({ note: 'before', maxPages: 4 });
    const big = 'x'.repeat(40_000);
    const answers = await together(
      writer,
      { note: 'lost with its neighbour' },
      { note: big },
      { note: 'lost too' },
      { note: 'in the next transaction' },
    );
    expect(answers.slice(0, 3)).toMatchObject(
      Array.from({ length: 3 }, () => ({ status: 'rejected', reason: { code: 'STORAGE_FULL' } })),
    );
    expect(answers[3]).toMatchObject({ status: 'fulfilled' });
    await writer.submit({ maxPages: 1_000_000 });
    await writer.submit({ note: big });
    expect(storedNotes()).toEqual(['before', 'in the next transaction', big]);
  });

  it('leaves the outcome open when its thread crashes, keeps what was answered, and starts again', async () => {
    const writer = await openWriter();
    await writer.submit({ note: 'answered' });
    const answers = await together(writer, { note: 'pending' }, { then: 'crash' });
    expect(answers).toMatchObject([
      { reason: { code: 'OUTCOME_UNKNOWN' } },
      { reason: { code: 'OUTCOME_UNKNOWN' } },
    ]);
    await writer.submit({ note: 'after' });
    expect(storedNotes()).toEqual(['answered', 'after']);
  });

  it('answers what was committed just before its thread crashed', async () => {
    const writer = await openWriter({ maxPerTransaction: 1 });
    const answers = await together(writer, { note: 'committed' }, { then: 'crash' });
    expect(answers).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'OUTCOME_UNKNOWN' } }]);
    expect(storedNotes()).toEqual(['committed']);
  });

  it('refuses what exceeds its limits, and accepts again when it has caught up', async () => {
    const writer = await openWriter({ maxPending: 10, maxPendingBytes: 100 });
    const held = gate();
    const accepted = [writer.submit({ note: 'held', until: held.until }, 40)];
    const tooManyBytes = writer.submit({ note: 'too many bytes' }, 61);
    for (let index = 0; index < 9; index += 1) accepted.push(writer.submit({ note: `${index}` }, 1));
    const tooMany = writer.submit({ note: 'too many' }, 0);
    await expect(tooManyBytes).rejects.toMatchObject({ code: 'WRITER_OVERLOADED' });
    await expect(tooMany).rejects.toMatchObject({ code: 'WRITER_OVERLOADED' });
    held.open();
    await Promise.all(accepted);
    await expect(writer.submit({ note: 'alone, however large' }, 1_000)).resolves.toMatchObject({
      notes: 11,
    });
  });

  it('finishes what was accepted when it is closed, and refuses what comes after', async () => {
    const writer = await openWriter();
    const accepted = Array.from({ length: 50 }, (_, index) => writer.submit({ note: `${index}` }));
    const closing = writer.close();
    await expect(writer.submit({ note: 'late' })).rejects.toMatchObject({ code: 'WRITER_CLOSED' });
    await closing;
    await expect(Promise.all(accepted)).resolves.toHaveLength(50);
    expect(storedNotes()).toHaveLength(50);
  });

  it('keeps the process alive until it is closed', async () => {
    const program = fileURLToPath(new URL('./specs/closing-process.js', import.meta.url));
    const { stdout } = await execFile(process.execPath, [program, inDirectory('notes.sqlite')]);
    expect(stdout).toBe('closed\n');
  });

  it('says why it cannot open the file', async () => {
    const kind = { ...NOTES, name: 'diary', applicationId: 7 };
    await openWriter();
    await expect(openWriter({ open: { kind, synchronous: 'FULL' } })).rejects.toMatchObject({
      code: 'FILE_FOREIGN',
    });
  });
});
