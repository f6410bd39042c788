import { appointment, failedOnce, headOf, OFFER, request } from './programme.js';
import { Server } from './server.js';

describe('the metrics', () => {
  let server: Server;

  beforeAll(async () => {
    server = await Server.start();
    await server.post('/v1/offers', OFFER);
  });
  afterAll(() => server.remove());

  /** By name and labels. */
  async function counted(): Promise<ReadonlyMap<string, number>> {
    const answer = await fetch(`${server.url}/metrics`, { headers: server.authorization });
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(
      lines.map((line) => {
        const end = line.lastIndexOf(' ');
        return [line.slice(0, end), Number(line.slice(end + 1))];
      }),
    );
  }

  it('count commands by what came of them, appends, and how far each projection is', async () => {
    const voucher = await failedOnce(server, 'ada');
    const booking = appointment('B2', '2014-05-02T20:00:00Z');
    for (const key of ['one', 'one', 'two', 'three']) {
      const body = key === 'three' ? appointment('B3', '2014-05-02T20:00:00Z') : booking;
      await server.post(`${voucher}/schedule-retake`, body, { 'idempotency-key': key });
    }
    const head = await headOf(server, voucher);
    for (const path of [voucher, '/v1/offers', '/v1/programme/overview', '/v1/activity']) {
      await server.call('GET', `${path}?waitFor=${head}`);
    }
    const now = await counted();
    const ofRetakes = (outcome: string, code = '') =>
      now.get(`second_shot_commands_total{command="ScheduleRetake",outcome="${outcome}",code="${code}"}`);
    expect(ofRetakes('recorded')).toBe(1);
    expect(ofRetakes('replayed')).toBe(1);
    expect(ofRetakes('unchanged')).toBe(1);
    expect(ofRetakes('refused', 'EXAM_ALREADY_SCHEDULED')).toBe(1);
    // What was answered to the key that changed nothing is one of them.
    expect(now.get('second_shot_append_duration_seconds_count')).toBe(7);
    expect(now.get('second_shot_append_conflicts_total')).toBe(0);
    expect(now.get('second_shot_projections_known')).toBe(1);
    for (const projection of ['vouchers', 'offers', 'candidates', 'retakes', 'activity']) {
      const of = (name: string) => now.get(`second_shot_${name}{projection="${projection}"}`);
      expect(of('projection_position')).toBeGreaterThan(0);
      expect(of('projection_lag_events')).toBeGreaterThanOrEqual(0);
      expect(of('projection_lag_seconds')).toBeGreaterThanOrEqual(0);
      expect(of('parked_events')).toBe(0);
    }
    expect(now.get('second_shot_projection_position{projection="vouchers"}')).toBeGreaterThanOrEqual(
      Number(head),
    );
  });

  it('count no conflict between commands on one voucher that come at once', async () => {
    const { body } = await request(server, 'racer');
    const extend = (year: number) =>
      server.post(`/v1/vouchers/${String(body['voucherId'])}/extend`, {
        validUntil: `${year}-01-01`,
        reason: 'a race',
      });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => extend(2015 + index)));
    expect(answers.filter(({ body: { code } }) => code === 'CONFLICT')).toEqual([]);
    expect((await counted()).get('second_shot_append_conflicts_total')).toBe(0);
  });

  it('hold no path and no name that a client made up', async () => {
    await server.call('GET', '/v1/vouchers/0000-0000-0000-0000-0');
    await fetch(`${server.url}/made-up-by-a-client`);
    const names = [...(await counted()).keys()].join('\n');
    expect(names).toContain('route="/v1/vouchers/:voucher"');
    expect(names).not.toMatch(/0000-0000|made-up/);
  });
});
