import { type Ran, runCli } from '../../apps/cli/src/testing/run-cli.js';
import { Server } from './server.js';

const walkthrough = (dataDir: string, ...args: readonly string[]): Promise<Ran> =>
  runCli(dataDir, ['walkthrough', ...args]);

describe.each([
  ['the clock of the machine', { CLOCK_STARTS_AT: undefined }],
  ['the days of the original offer', { CLOCK_STARTS_AT: '2014-05-01T12:00:00Z' }],
  ['a clock just before midnight', { CLOCK_STARTS_AT: '2014-05-01T23:59:58Z' }],
])('the walkthrough on %s', (_, clock) => {
  let server: Server;

  beforeAll(async () => {
    server = await Server.start(clock);
  });
  afterAll(() => server.remove());

  it('grants one retake and refuses the second, as often as it is run', async () => {
    for (let visit = 1; visit <= 2; visit += 1) {
      const { code, stdout, stderr } = await walkthrough(server.dataDir, '--url', server.url);
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
  });
});

describe('the walkthrough without what it needs', () => {
  let server: Server;

  beforeAll(async () => {
    server = await Server.start();
  });
  afterAll(() => server.remove());

  it.each([
    ['no server', () => ['--url', 'http://127.0.0.1:1'], 'No server answers at http://127.0.0.1:1'],
    ['a wrong key', () => ['--url', server.url, '--key', 'x'.repeat(20)], 'does not accept this key'],
  ])('says in one sentence: %s', async (_, args, sentence) => {
    const { code, stdout, stderr } = await walkthrough(server.dataDir, ...args());
    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).not.toContain('node_modules');
  });

  it('says in one sentence: no key', async () => {
    const { code, stderr } = await walkthrough(`${server.dataDir}/nowhere`, '--url', server.url);
    expect(code).toBe(1);
    expect(stderr).toContain('There is no admin key');
  });
});
