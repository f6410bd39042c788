import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds: from what an embedded append takes to what nobody waits for. */
const DURATIONS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of a process. Labels never carry anything personal, and are of few values. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Makes the metrics in a registry of their own, with those of Node.js beside them. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return { registry, ...commandMetrics(registry), ...projectionMetrics(registry), ...httpMetrics(registry) };
}

function commandMetrics(registry: Registry) {
  const registers = [registry];
  return {
    /** `outcome`: `recorded`, `unchanged`, `replayed` or `refused`; `code`: of the rule that refuses, or empty. */
    commands: new Counter({
      name: 'second_shot_commands_total',
      help: 'Commands by outcome and, where refused, by the code of the rule.',
      labelNames: ['command', 'outcome', 'code'] as const,
      registers,
    }),
    appendDuration: new Histogram({
      name: 'second_shot_append_duration_seconds',
      help: 'Time of an append to the event store until it is durable.',
      buckets: DURATIONS,
      registers,
    }),
    appendConflicts: new Counter({
      name: 'second_shot_append_conflicts_total',
      help: 'Appends refused because the stream was not at the expected revision.',
      registers,
    }),
  };
}

function projectionMetrics(registry: Registry) {
  const labelNames = ['projection'] as const;
  const registers = [registry];
  return {
    projectionsKnown: new Gauge({
      name: 'second_shot_projections_known',
      help: 'Whether the projections reported their status: while it is 0, the metrics of each are left out.',
      registers,
    }),
    projectionPosition: new Gauge({
      name: 'second_shot_projection_position',
      help: 'Position up to which a projection has seen all events.',
      labelNames,
      registers,
    }),
    projectionLagEvents: new Gauge({
      name: 'second_shot_projection_lag_events',
      help: 'Events that a projection has not seen yet.',
      labelNames,
      registers,
    }),
    projectionLagSeconds: new Gauge({
      name: 'second_shot_projection_lag_seconds',
      help: 'Age of the oldest event that a projection has not seen yet, 0 when there is none.',
      labelNames,
      registers,
    }),
    parkedEvents: new Gauge({
      name: 'second_shot_parked_events',
      help: 'Documents and streams held back since an event that could not be folded.',
      labelNames,
      registers,
    }),
  };
}

function httpMetrics(registry: Registry) {
  return {
    /** `route` is the pattern, such as `/v1/vouchers/:voucher`, never the path itself. */
    httpRequestDuration: new Histogram({
      name: 'second_shot_http_request_duration_seconds',
      help: 'Time from a request to the end of its answer.',
      labelNames: ['route', 'method', 'status'] as const,
      buckets: DURATIONS,
      registers: [registry],
    }),
  };
}
