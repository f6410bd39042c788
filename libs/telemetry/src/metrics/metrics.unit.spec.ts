import { createMetrics } from './metrics.js';

describe('metrics', () => {
  it('are served under their names, with those of Node.js', async () => {
    const { registry, commands, appendDuration, appendConflicts, ...others } = createMetrics();
    commands.inc({ command: 'ScheduleRetake', outcome: 'refused', code: 'RETAKE_ALREADY_USED' });
    appendDuration.observe(0.002);
    appendConflicts.inc();
    others.projectionPosition.set({ projection: 'vouchers' }, 12);
    others.projectionLagEvents.set({ projection: 'vouchers' }, 3);
    others.projectionLagSeconds.set({ projection: 'vouchers' }, 0.5);
    others.projectionsKnown.set(1);
    others.parkedEvents.set({ projection: 'vouchers' }, 1);
    others.httpRequestDuration.observe({ route: '/v1/offers', method: 'GET', status: 200 }, 0.01);
    const text = await registry.metrics();
    for (const line of [
      'second_shot_commands_total{command="ScheduleRetake",outcome="refused",code="RETAKE_ALREADY_USED"} 1',
      'second_shot_append_duration_seconds_bucket{le="0.001"} 0',
      'second_shot_append_conflicts_total 1',
      'second_shot_projection_position{projection="vouchers"} 12',
      'second_shot_projection_lag_events{projection="vouchers"} 3',
      'second_shot_projection_lag_seconds{projection="vouchers"} 0.5',
      'second_shot_projections_known 1',
      'second_shot_parked_events{projection="vouchers"} 1',
      'second_shot_http_request_duration_seconds_count{route="/v1/offers",method="GET",status="200"} 1',
    ]) {
      expect(text).toContain(`\n${line}\n`);
    }
    expect(text).toContain('\nprocess_resident_memory_bytes ');
    expect(text).toContain('\nnodejs_eventloop_lag_seconds ');
  });

  it('are apart in every registry', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.appendConflicts.inc();
    expect(await other.registry.metrics()).toContain('\nsecond_shot_append_conflicts_total 0\n');
  });
});
