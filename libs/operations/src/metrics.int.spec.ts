import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer } from '#http';
import { ReadModelsUnavailable } from '#read-models';
import { createLogger, createMetrics } from '#telemetry';
import { OperationsModule } from './operations.module.js';
import { type Projections, promptly } from './projections-status.js';
import { projections } from './testing/projections.js';

describe('the metrics of a process', () => {
  const metrics = createMetrics();
  let app: NestFastifyApplication;
  let told: Projections;

  beforeAll(async () => {
    const module = OperationsModule.with({
      readiness: [],
      metrics,
      projections: promptly({ status: () => told.status() }, 10),
    });
    app = await createServer(module, { trustProxy: false, logger: createLogger({ level: 'silent' }) });
  });
  afterAll(() => app.close());

  async function scraped(from: Projections): Promise<readonly string[]> {
    told = from;
    const { statusCode, body } = await app.inject({ url: '/metrics' });
    expect(statusCode).toBe(200);
    return body.split('\n').filter((line) => line.startsWith('second_shot_'));
  }

  it('tell where the projections stand now', async () => {
    await scraped(projections({ parked: 3 }, { projection: 'gone' }));
    const lines = await scraped(projections({ lagEvents: 7 }));
    expect(lines.filter((line) => line.includes('projection'))).toEqual([
      'second_shot_projections_known 1',
      'second_shot_projection_position{projection="vouchers"} 40',
      'second_shot_projection_lag_events{projection="vouchers"} 7',
      'second_shot_projection_lag_seconds{projection="vouchers"} 0.5',
      'second_shot_parked_events{projection="vouchers"} 0',
    ]);
  });

  it.each<[string, Projections['status']]>([
    ['nobody folds them', async () => Promise.reject(new TypeError('The thread has ended.'))],
    ['MongoDB is away', async () => Promise.reject(new ReadModelsUnavailable('Nobody is there.'))],
    ['they do not answer', () => new Promise(() => undefined)],
  ])('tell that the projections are not known while %s, and all else', async (_, status) => {
    metrics.appendConflicts.inc();
    await scraped(projections({ parked: 3 }));
    const lines = await scraped({ status });
    expect(lines.filter((line) => line.includes('projection'))).toEqual(['second_shot_projections_known 0']);
    expect(lines.find((line) => line.startsWith('second_shot_append_conflicts_total'))).toMatch(/ [1-9]/);
  });
});
