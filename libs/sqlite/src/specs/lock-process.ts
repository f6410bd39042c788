import { acquireWriterLock } from '../writer-lock.js';

/** Takes the lock on the file of its first argument, says so, and holds it until it is killed. */
acquireWriterLock(process.argv[2] ?? '');
process.stdout.write('taken\n');
setInterval(() => undefined, 60_000);
