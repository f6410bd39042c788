import { parentPort, workerData } from 'node:worker_threads';
import { acquireWriterLock } from '../writer-lock.js';

/** Tries the lock on the file that it is started with, and answers `taken` or the code of the refusal. */
try {
  acquireWriterLock(workerData as string).release();
  parentPort?.postMessage('taken');
} catch (error) {
  parentPort?.postMessage((error as { code: unknown }).code);
}
