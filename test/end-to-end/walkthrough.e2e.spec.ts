import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { REAL, Server } from './server.js';

// Each run is a process of its own: a busy machine takes its time to start one.
const PATIENCE = 60_000;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run walkthrough`, but for the building. */
async function walkthrough(dataDir: string, ...args: readonly string[]): Promise<Ended> {
  const main = new URL('../../apps/cli/src/main.js', import.meta.url).pathname;
  const env = { ...process.env, NODE_OPTIONS: '', DATA_DIR: dataDir, ADMIN_API_KEY: undefined };
  try {
    const ended = await promisify(execFile)(process.execPath, [main, 'walkthrough', ...args], { env });
    return { code: 0, ...ended };
  } catch (error) {
    return error as Ended;
  }
}

describe.each([
  ['the clock of the machine', REAL],
  ['the days of the original offer', { CLOCK_STARTS_AT: '2014-05-01T12:00:00Z' }],
  ['a clock just before midnight', { CLOCK_STARTS_AT: '2014-05-01T23:59:58Z' }],
])('the walkthrough on %s', (_, clock) => {
  let server: Server;

  beforeAll(async () => {
    server = await Server.start(clock);
  }, PATIENCE);
  afterAll(() => server.remove());

  it(
    'grants one retake and refuses the second, as often as it is run',
    async () => {
      for (let visit = 1; visit <= 2; visit += 1) {
        const { code, stdout, stderr } = await walkthrough(server.dataDir, '--url', server.origin);
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        const told = [
          '"code": "',
          'ExamPaid',
          'RetakeGranted',
          'RetakeScheduled',
          '409 ',
          'RETAKE_ALREADY_USED',
          'retake 0.00 USD',
          'verified: true',
        ];
        const places = told.map((text) => stdout.indexOf(text));
        expect(places).toEqual(places.toSorted((one, other) => one - other));
        expect(places[0]).toBeGreaterThan(0);
      }
      const { body } = await server.call('GET', '/v1/offers');
      expect(body['items']).toHaveLength(1);
    },
    PATIENCE,
  );
});

describe('the walkthrough without what it needs', () => {
  let server: Server;

  beforeAll(async () => {
    server = await Server.start();
  }, PATIENCE);
  afterAll(() => server.remove());

  it.each([
    ['no server', () => ['--url', 'http://127.0.0.1:1'], 'No server answers at http://127.0.0.1:1'],
    ['a wrong key', () => ['--url', server.origin, '--key', 'x'.repeat(20)], 'does not accept this key'],
  ])(
    'says in one sentence: %s',
    async (_, args, sentence) => {
      const { code, stdout, stderr } = await walkthrough(server.dataDir, ...args());
      expect(code).toBe(1);
      expect(stderr).toContain(sentence);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stdout).not.toContain('node_modules');
    },
    PATIENCE,
  );

  it(
    'says in one sentence: no key',
    async () => {
      const { code, stderr } = await walkthrough(`${server.dataDir}/nowhere`, '--url', server.origin);
      expect(code).toBe(1);
      expect(stderr).toContain('There is no admin key');
    },
    PATIENCE,
  );
});
