import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer } from '#http';
import { createLogger, createMetrics } from '#telemetry';
import { OperationsModule } from './operations.module.js';
import type { Readiness } from './readiness.js';

describe('the health of a process', () => {
  let app: NestFastifyApplication;
  let states: Readonly<Record<string, () => Promise<Readiness>>> = {};

  beforeAll(async () => {
    const readiness = ['eventStore', 'projections'].map((name) => ({
      name,
      look: async () => (await states[name]?.()) ?? {},
    }));
    const projections = { status: async () => [] };
    const module = OperationsModule.with({ readiness, metrics: createMetrics(), projections });
    app = await createServer(module, { trustProxy: false, logger: createLogger({ level: 'silent' }) });
  });
  afterAll(() => app.close());

  async function ready(now: typeof states) {
    states = now;
    const { statusCode, body } = await app.inject({ url: '/health/ready' });
    return { status: statusCode, body: JSON.parse(body) as object };
  }

  it('is well while a part has only something noted', async () => {
    const note = '1 document or stream is parked in vouchers.';
    expect(await ready({ projections: async () => ({ note }) })).toMatchObject({
      status: 200,
      body: { status: 'ok', info: { eventStore: { status: 'up' }, projections: { status: 'up', note } } },
    });
  });

  it('is not while a part is down, and tells why, and what is noted', async () => {
    const note = '1 document or stream is parked in retakes.';
    const down = 'vouchers is stopped.';
    const away = new TypeError('Nobody is there.');
    const answer = await ready({
      eventStore: async () => Promise.reject(away),
      projections: async () => ({ down, note }),
    });
    expect(answer).toMatchObject({
      status: 503,
      body: {
        error: {
          eventStore: { status: 'down', message: 'Nobody is there.' },
          projections: { status: 'down', message: down, note },
        },
      },
    });
  });
});
