import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./specs/failing-program.js', import.meta.url));
const SECRET = 'hunter2-hunter2';
const ENCODED = Buffer.from(`admin:${SECRET}`).toString('base64');

describe('the password of the connection string', () => {
  it.each([
    ['where none listens', `esdb://admin:${SECRET}@127.0.0.1:1?tls=false`],
    ['over TLS where none listens', `esdb://admin:${SECRET}@127.0.0.1:1`],
    ['of a cluster that is not there', `esdb+discover://admin:${SECRET}@127.0.0.1:1?maxDiscoverAttempts=1`],
    ['with an option that is not known', `esdb://admin:${SECRET}@127.0.0.1:1?other=1`],
    ['with an unencoded colon', `esdb://admin:x:${SECRET}@127.0.0.1:1`],
    ['with a certificate that is not there', `esdb://admin:${SECRET}@127.0.0.1:1?tlsCAFile=/nowhere`],
  ])(
    'is shown neither in an error, nor in a stack, nor in what the client prints: %s',
    (_, connectionString) => {
      const env = { ...process.env, NODE_OPTIONS: '', DEBUG: 'esdb:connection' };
      const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAM, connectionString], { env });
      const printed = `${stdout.toString()}${stderr.toString()}`;
      expect(status).toBe(0);
      expect(printed).toContain('code:');
      expect(printed).not.toContain(SECRET);
      expect(printed).not.toContain(ENCODED);
    },
    60_000,
  );
});
