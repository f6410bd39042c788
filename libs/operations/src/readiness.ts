import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreError, type EventReader } from '#event-store';
import type { PersonalDataVault } from '#personal-data';
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

/** Of no candidate, whose ids are not empty. */
const NOBODY = '';

/** Ready while the keys can be asked for: without them no voucher is issued, no name shown and nobody erased. */
export function personalDataReady(vault: Pick<PersonalDataVault, 'keyOf'>): ReadinessCheck {
  return {
    name: 'personalData',
    reason: async () => {
      await vault.keyOf(NOBODY);
      return undefined;
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

/** Milliseconds that whoever asks for readiness waits for the origin of the read models. */
const ORIGIN_WITHIN = 2_000;

/**
 * Ready while what workers have built is there to be asked.
 *
 * @param checkOrigin whether it is known to be built from the events of this process; rejects where it is from
 *   others. Asked until it is known. It may wait for an event store that is away, for ever, so it is asked once at a
 *   time.
 * @param patience milliseconds that its answer is waited for
 */
export function readModelsReady(
  readModels: Pick<ReadModels, 'position'>,
  checkOrigin: () => Promise<boolean>,
  patience = ORIGIN_WITHIN,
): ReadinessCheck {
  let isKnown = false;
  let asking: Promise<undefined> | undefined;
  const ask = async () => {
    try {
      isKnown = await checkOrigin();
      return undefined;
    } finally {
      asking = undefined;
    }
  };
  return {
    name: 'readModels',
    reason: async () => {
      await Promise.all(PROJECTION_NAMES.map((name) => readModels.position(name)));
      if (isKnown) return undefined;
      asking ??= ask();
      const unknown =
        'Nothing tells yet whether the read models are built from the events of this event store.';
      return Promise.race([asking, delay(patience, unknown, { ref: false })]);
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
