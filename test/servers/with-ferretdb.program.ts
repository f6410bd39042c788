import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { FerretDb } from '#mongodb/testing';

/**
 * Runs a command against a fresh FerretDB, which `MONGODB_URL` then names, and ends as it does:
 * `with-ferretdb.program.js <ferretdb> <command> [arguments]`.
 */
const [program = '', command = '', ...rest] = process.argv.slice(2);
const ferret = await FerretDb.start(program);
try {
  const env = { ...process.env, MONGODB_URL: ferret.url, FERRETDB: program };
  const child = spawn(command, rest, { env, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await ferret.remove();
}
