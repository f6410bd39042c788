import { GroupCommitWriter } from '../group-commit-writer.js';
import { NOTES, type NoteRequest, type NoteResult } from './notes-program.js';

/** Opens a writer on the file of its first argument, closes it at once, and says so: nothing else keeps it alive. */
const writer = await GroupCommitWriter.open<NoteRequest, NoteResult>({
  file: process.argv[2] ?? '',
  open: { kind: NOTES, synchronous: 'FULL' },
  program: new URL('./notes-program.js', import.meta.url),
  refused: (reason) => new Error(String(reason)),
});
await writer.close();
process.stdout.write('closed\n');
