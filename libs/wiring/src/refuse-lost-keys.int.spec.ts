import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '#settings/environment';
import { openVoucherCodePorts } from './open-operator-ports.js';
import { openWorkerPorts } from './open-worker-ports.js';

describe('keys of personal data that are missing where events are there', () => {
  let dataDir: string;
  let file: string;
  const settings = () => readSettings({ DATA_DIR: dataDir });

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'second-shot-'));
    file = join(dataDir, 'keys.sqlite');
    const ports = await openWorkerPorts(settings());
    await ports.eventStore.append(
      'noted-1',
      [{ id: randomUUID(), type: 'Noted', data: {}, metadata: {} }],
      'any',
    );
    await ports.close();
    for (const name of readdirSync(dataDir)) if (name.startsWith('keys.sqlite')) rmSync(join(dataDir, name));
  });
  afterEach(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each([
    ['a server', openWorkerPorts],
    ['an operator', openVoucherCodePorts],
  ])('are not made anew for %s', async (_, open) => {
    await expect(open(settings())).rejects.toMatchObject({
      code: 'KEYS_MISSING',
      message: expect.stringContaining(file) as string,
    });
    expect(existsSync(file)).toBe(false);
  });

  it('are made anew in an empty file: they are lost for good', async () => {
    writeFileSync(file, '');
    const ports = await openWorkerPorts(settings());
    expect(await ports.vault.seal('ada', 'candidate', 'Ada')).toMatch(/^sealed\./);
    await ports.close();
  });
});
