/** Ends the process with 1 and one sentence that says why. */
export function fail(error: unknown): never {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'The port is in use: stop what listens there, or set PORT (WORKER_PORT of a worker) to another one.';
  if (code === 'EACCES' && syscall === 'listen')
    return 'This user may not listen on the port: set PORT (WORKER_PORT of a worker) to one above 1023.';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'HOST is not an address of this machine; set it to one that is.';
  return error.message;
}
