import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './testing/run-cli.js';

describe('the command line on a directory without a store', () => {
  let directory: string;
  let missing: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'second-shot-cli-'));
    missing = join(directory, 'missing');
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it.each([
    'keys list',
    'keys create --name feed --scopes read',
    'projections list',
    'projections rebuild vouchers',
    'verify',
    'history 96042f06-998c-5998-ae5e-07621584deb7',
  ])('says what to do, and makes none: %s', async (line) => {
    const { code, stdout, stderr } = await runCli(missing, line.split(' '));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^There is no event store at [^\n]+: start the server [^\n]+\.\n$/);
    expect(existsSync(missing)).toBe(false);
  });

  it.each([
    [''],
    ['frob'],
    ['keys create --name feed --scopes everything'],
    ['keys create --name feed --scopes read --expires tomorrow'],
    ['projections rebuild'],
    ['projections rebuild vouchers --all'],
    ['projections rebuild nope'],
    ['history 1 --as-of never'],
  ])('answers 2 to wrong usage: %s', async (line) => {
    const { code, stdout, stderr } = await runCli(missing, line.split(' ').filter(Boolean));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('names a wrong setting, and helps all the same', async () => {
    const wrong = { PORT: 'abc' };
    expect(await runCli(missing, ['verify'], wrong)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^PORT is "abc"/) as string,
    });
    expect((await runCli(missing, ['--help'], wrong)).code).toBe(0);
  });
});
