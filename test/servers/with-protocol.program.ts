import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ProtocolProcess } from '../../libs/event-store/src/eventstoredb/specs/protocol-process.js';

/**
 * Runs a command against a fresh store that is served by EventStoreDB's protocol, which `EVENTSTOREDB_URL` then names,
 * and ends as it does: `with-protocol.program.js <command> [arguments]`.
 */
const [command = '', ...rest] = process.argv.slice(2);
const server = await ProtocolProcess.start();
try {
  const env = { ...process.env, EVENTSTOREDB_URL: server.connectionString };
  const child = spawn(command, rest, { env, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await server.remove();
}
