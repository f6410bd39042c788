import { runCli } from '../../apps/cli/src/testing/run-cli.js';
import { Server } from './server.js';

describe.each([
  ['of the original offer', '2014-05-01T12:00:00Z'],
  ['of today', undefined],
])('the walkthrough, on a clock %s', (_, clockStartsAt) => {
  let server: Server;
  const walk = (...args: readonly string[]) =>
    runCli(server.dataDir, ['walkthrough', '--url', server.url, ...args]);

  beforeAll(async () => {
    server = await Server.start({ CLOCK_STARTS_AT: clockStartsAt });
  });
  afterAll(() => server.remove());

  it('sees the retake granted, used, and refused the second time, as often as one likes', async () => {
    for (let time = 0; time < 2; time += 1) {
      const { code, stdout, stderr } = await walk();
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.indexOf('RetakeGranted')).toBeGreaterThan(0);
      expect(stdout.indexOf('RetakeScheduled')).toBeGreaterThan(stdout.indexOf('RetakeGranted'));
      expect(stdout.indexOf('RETAKE_ALREADY_USED')).toBeGreaterThan(stdout.indexOf('RetakeScheduled'));
      expect(stdout).toContain('"verified": true');
    }
  });

  it('says in a sentence what stands in its way', async () => {
    const wrongKey = await walk('--key', 'nobody');
    expect(wrongKey).toMatchObject({ code: 1, stderr: expect.stringContaining('does not know the key') });
    const nobody = await walk('--url', 'http://127.0.0.1:1');
    expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining('No server answers') });
  });
});
