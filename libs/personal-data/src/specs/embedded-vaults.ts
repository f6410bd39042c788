import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedVault } from '../embedded/index.js';
import type { OpenedVault } from '../vault/open-vault-on.js';

/** Vaults over a data directory of each test of the file that calls this; closed and removed after it. */
export function useEmbeddedVaults() {
  let dataDir = '';
  let opened: OpenedVault[] = [];
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'second-shot-vault-'));
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map(({ close }) => close()));
    rmSync(dataDir, { recursive: true });
  });
  const inDataDir = (...names: readonly string[]) => join(dataDir, ...names);
  const open = async (masterKey?: string, directory = dataDir): Promise<OpenedVault> => {
    const embedded = await openEmbeddedVault({ dataDir: directory, masterKey });
    opened.push(embedded);
    return embedded;
  };
  return { open, inDataDir };
}
