import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createLogger } from '#telemetry';
import { whileStarting } from './while-starting.js';

const REASON = 'MongoDB cannot be used: check that it is running.';

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

describe('a process whose start waits for a store', () => {
  let options: Parameters<typeof whileStarting>[0];
  beforeEach(async () => {
    options = { port: await freePort(), host: '127.0.0.1', logger: createLogger({ level: 'silent' }) };
  });

  const ask = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${options.port}${path}`, { method });

  async function answered(path: string, method?: string): Promise<Response> {
    for (;;) {
      try {
        return await ask(path, method);
      } catch {
        await new Promise(setImmediate);
      }
    }
  }

  it('lives, is not ready, and says why', async () => {
    const opened = await whileStarting(options, async (waiting) => {
      waiting('an older reason');
      waiting(REASON);
      expect((await answered('/health/live')).status).toBe(200);
      const ready = await answered('/health/ready');
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({ error: { start: { status: 'down', message: REASON } } });
      return 'opened';
    });
    expect(opened).toBe('opened');
  });

  it('asks to come again later, whatever is wanted', async () => {
    await whileStarting(options, async (waiting) => {
      waiting(REASON);
      for (const [path, method] of [
        ['/v1/vouchers', 'POST'],
        ['/v1/vouchers/1', 'GET'],
        ['/metrics', 'GET'],
      ] as const) {
        const answer = await answered(path, method);
        expect(answer.status).toBe(503);
        expect(answer.headers.get('retry-after')).not.toBeNull();
        expect(await answer.json()).toMatchObject({ code: 'STORE_UNAVAILABLE' });
      }
    });
  });

  it('leaves its port when it has started, or failed', async () => {
    const failing = whileStarting(options, async (waiting) => {
      waiting(REASON);
      await answered('/health/live');
      throw new TypeError('no way');
    });
    await expect(failing).rejects.toThrow('no way');
    await expect(ask('/health/live')).rejects.toThrow();
  });

  it('does not listen where nothing is waited for', async () => {
    await whileStarting(options, async () => {
      await expect(ask('/health/live')).rejects.toThrow();
    });
  });
});
