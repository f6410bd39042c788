import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { readSettings } from '#settings/environment';
import { createLogger } from '#telemetry';
import type { Ports } from '#wiring';
import { type RunningServer, type ServerOptions, startServer } from './server.js';

describe('a server', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  function start(
    settings: NodeJS.ProcessEnv = {},
    prepare?: ServerOptions['prepare'],
  ): Promise<RunningServer> {
    return startServer(
      readSettings({ DATA_DIR: directory, ...settings }),
      createLogger({ level: 'silent' }),
      new AbortController().signal,
      { withoutWorker: true, prepare },
    );
  }

  /** Lets the ports throw when they have been closed. */
  async function breakClosing(ports: Ports): Promise<void> {
    const close = ports.close.bind(ports);
    Object.assign(ports, {
      close: async () => {
        await close();
        throw new Error('the ports cannot be closed');
      },
    });
  }

  it('closes its stores also where the app cannot be closed, and tells of that', async () => {
    const server = await start();
    const close = server.app.close.bind(server.app);
    // Nest's proxy for an app takes no assignment.
    Object.defineProperty(server.app, 'close', {
      value: async () => {
        await close();
        throw new Error('the app cannot be closed');
      },
    });
    await expect(server.stop()).rejects.toThrow('the app cannot be closed');
    // The stores admit no second writer.
    await (await start()).stop();
  });

  describe('on a port that is taken', () => {
    let taken: Server;
    beforeEach(async () => {
      taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
    });
    afterEach(() => {
      taken.close();
    });

    it('tells of that, whatever happens when it closes what was opened', async () => {
      const EVENTSTOREDB_PROTOCOL_PORT = String((taken.address() as AddressInfo).port);
      const starting = start({ HOST: '127.0.0.1', EVENTSTOREDB_PROTOCOL_PORT }, breakClosing);
      await expect(starting).rejects.toMatchObject({ code: 'INVALID_SETTING' });
      await (await start()).stop();
    });
  });
});
