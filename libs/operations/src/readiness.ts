import { setTimeout as delay } from 'node:timers/promises';
import type { EventReader } from '#event-store';
import type { PersonalDataVault } from '#personal-data';
import { type ProjectionStatus, PROJECTION_NAMES, type ReadModels } from '#read-models';
import { type Projections, statusOf } from './projections-status.js';

/** One thing without which requests cannot be served. */
export interface ReadinessCheck {
  readonly name: string;
  /** A check that rejects is down too. */
  look(): Promise<Readiness>;
}

/** How a part stands, in sentences. */
export interface Readiness {
  /** Why requests cannot be served. */
  readonly down?: string;
  /** What an operator has to see to, while requests are served. */
  readonly note?: string;
}

const UP: Readiness = {};

/** Ready while the event store answers; to read where it ends asks the least of it. */
export function eventStoreReady(eventStore: Pick<EventReader, 'headPosition'>): ReadinessCheck {
  return {
    name: 'eventStore',
    look: async () => {
      await eventStore.headPosition();
      return UP;
    },
  };
}

/** Of no candidate, whose ids are not empty. */
const NOBODY = '';

/** Ready while the keys can be asked for: without them no voucher is issued, no name shown and nobody erased. */
export function personalDataReady(vault: Pick<PersonalDataVault, 'keyOf'>): ReadinessCheck {
  return {
    name: 'personalData',
    look: async () => {
      await vault.keyOf(NOBODY);
      return UP;
    },
  };
}

/**
 * A projection is ready while no event that it has not seen is older than this, in seconds. Positions may have gaps,
 * so they are not counted.
 */
const READY_WITHIN = 10;

/**
 * Not ready while a projection cannot go on, or is behind. Documents that were set aside are noted: the others go on,
 * and so does the process.
 */
export function projectionsReady(projections: Projections): ReadinessCheck {
  return {
    name: 'projections',
    look: async () => {
      const statuses = await statusOf(projections);
      const down = statuses.flatMap((status) => reasonOf(status) ?? []).join(' ');
      const note = statuses.flatMap((status) => noteOf(status) ?? []).join(' ');
      return { ...(down !== '' && { down }), ...(note !== '' && { note }) };
    },
  };
}

/** Milliseconds that whoever asks for readiness waits for the origin of the read models. */
const ORIGIN_WITHIN = 2_000;

const UNKNOWN_ORIGIN: Readiness = {
  down: 'It is not known yet whether the read models were built from the events of this event store.',
};

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
  let asking: Promise<Readiness> | undefined;
  const ask = async () => {
    try {
      isKnown = await checkOrigin();
      return UP;
    } finally {
      asking = undefined;
    }
  };
  return {
    name: 'readModels',
    look: async () => {
      await Promise.all(PROJECTION_NAMES.map((name) => readModels.position(name)));
      if (isKnown) return UP;
      asking ??= ask();
      return Promise.race([asking, delay(patience, UNKNOWN_ORIGIN, { ref: false })]);
    },
  };
}

function reasonOf({ projection, state, lagSeconds, lastError }: ProjectionStatus): string | undefined {
  if (state === 'retrying' || state === 'stopped') {
    return sentence(`${projection} is ${state}${lastError ? `: ${lastError.message}` : ''}`);
  }
  if (lagSeconds > READY_WITHIN) return `${projection} is ${Math.round(lagSeconds)} seconds behind.`;
  return undefined;
}

function noteOf({ projection, parked }: ProjectionStatus): string | undefined {
  if (parked === 0) return undefined;
  const held = parked === 1 ? '1 document or stream is' : `${parked} documents or streams are`;
  return `${held} parked in ${projection}: see \`projections parked\` of the CLI.`;
}

/** The messages of this program's own errors end with a full stop, those of libraries do not. */
function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
