import type { ProjectionStatus } from '#read-models';
import type { Metrics } from '#telemetry';
import type { ReadinessCheck } from '../dependencies.js';

/** Where the projections tell how they are. */
interface Projections {
  status(): Promise<readonly ProjectionStatus[]>;
}

/** Lets each scrape of the metrics see where the projections stand. */
export function observeProjections(metrics: Metrics, projections: Projections): void {
  const { projectionPosition, projectionLagEvents, projectionLagSeconds, parkedEvents, registry } = metrics;
  const measure = registry.metrics.bind(registry);
  registry.metrics = async () => {
    for (const { projection, position, lagEvents, lagSeconds, parked } of await projections.status()) {
      projectionPosition.set({ projection }, Number(position));
      projectionLagEvents.set({ projection }, lagEvents);
      projectionLagSeconds.set({ projection }, lagSeconds);
      parkedEvents.set({ projection }, parked);
    }
    return measure();
  };
}

/** Events behind which a projection is not ready: more than a busy second's worth. */
const READY_WITHIN = 10_000;

/** Not ready while a projection is being filled, cannot go on, or has set documents aside. */
export function projectionsReady(projections: Projections): ReadinessCheck {
  return {
    name: 'projections',
    reason: async () => {
      const reasons = (await projections.status()).flatMap((status) => reasonOf(status) ?? []);
      return reasons.length > 0 ? reasons.join(' ') : undefined;
    },
  };
}

function reasonOf({ projection, state, lagEvents, parked, lastError }: ProjectionStatus): string | undefined {
  if (state === 'retrying' || state === 'stopped') {
    return `${projection} is ${state}${lastError ? `: ${lastError.message}` : ''}.`;
  }
  if (lagEvents > READY_WITHIN) return `${projection} is ${lagEvents} events behind.`;
  if (parked > 0)
    return `${projection} has ${parked} documents parked: see \`projections parked\` of the CLI.`;
  return undefined;
}
