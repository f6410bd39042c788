import { EventStoreError, type EventReader } from '#event-store';
import { type ProjectionStatus, PROJECTION_NAMES, type ReadModels } from '#read-models';
import { type Projections, statusOf } from './projections-status.js';

/** One thing without which requests cannot be served. */
export interface ReadinessCheck {
  readonly name: string;
  /** Why it is not ready, as a sentence; `undefined` when it is. */
  reason(): Promise<string | undefined>;
}

/** Ready while the event store answers; to read where it ends asks the least of it. */
export function eventStoreReady(eventStore: Pick<EventReader, 'headPosition'>): ReadinessCheck {
  return {
    name: 'eventStore',
    reason: async () => {
      try {
        await eventStore.headPosition();
        return undefined;
      } catch (error) {
        if (error instanceof EventStoreError) return error.message;
        throw error;
      }
    },
  };
}

/**
 * A projection is ready while no event that it has not seen is older than this, in seconds. Positions may have gaps,
 * so they are not counted.
 */
const READY_WITHIN = 10;

/** Not ready while a projection is being filled, cannot go on, or has set documents aside. */
export function projectionsReady(projections: Projections): ReadinessCheck {
  return {
    name: 'projections',
    reason: async () => {
      const reasons = (await statusOf(projections)).flatMap((status) => reasonOf(status) ?? []);
      return reasons.length > 0 ? reasons.join(' ') : undefined;
    },
  };
}

/**
 * Ready while what workers in other processes have built is there to be asked.
 *
 * @param checkOrigin whether it is known to be built from the events of this process; rejects where it is from
 *   others. Asked until it is known: the event store may come after the start.
 */
export function readModelsReady(
  readModels: Pick<ReadModels, 'position'>,
  checkOrigin: () => Promise<boolean>,
): ReadinessCheck {
  let isKnown = false;
  return {
    name: 'readModels',
    reason: async () => {
      await Promise.all(PROJECTION_NAMES.map((name) => readModels.position(name)));
      isKnown ||= await checkOrigin();
      return undefined;
    },
  };
}

function reasonOf({
  projection,
  state,
  lagSeconds,
  parked,
  lastError,
}: ProjectionStatus): string | undefined {
  if (state === 'retrying' || state === 'stopped') {
    return sentence(`${projection} is ${state}${lastError ? `: ${lastError.message}` : ''}`);
  }
  if (lagSeconds > READY_WITHIN) return `${projection} is ${Math.round(lagSeconds)} seconds behind.`;
  if (parked > 0)
    return `${projection} has ${parked} documents parked: see \`projections parked\` of the CLI.`;
  return undefined;
}

/** The messages of this program's own errors end with a full stop, those of libraries do not. */
function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
