import type { EventReader, Position } from '#event-store';
import type { Failure } from './failures.js';
import type { Follower } from './follower.js';
import type { Projector } from './generations/projector.js';
import type { Rates } from './rates.js';

/** How a generation that is being filled gets on. */
export interface Progress {
  readonly collection: string;
  readonly position: Position;
  readonly head: Position;
  readonly eventsPerSecond: number;
  /** Seconds until it has caught up; unknown at the start. */
  readonly etaSeconds: number | undefined;
}

/** Of a projection, or of the share of it that a worker has. */
export interface ProjectionStatus {
  readonly projection: string;
  readonly version: number;
  /** `standby` while other runners own all partitions; `rebuilding` also at the first filling. */
  readonly state: 'running' | 'rebuilding' | 'retrying' | 'standby' | 'stopped';
  /** The collection that queries read. */
  readonly serving: string | undefined;
  /** How far it has come. */
  readonly position: Position;
  /** The end of the log. */
  readonly head: Position;
  /** Positions between the two: events, on a store without gaps. */
  readonly lagEvents: number;
  /** Age of the oldest event that is not applied yet, 0 when caught up. */
  readonly lagSeconds: number;
  readonly parked: number;
  readonly rebuild: Progress | undefined;
  readonly lastError: Failure | undefined;
}

/** What the status of a projection is made of. */
export interface StatusSources {
  readonly events: EventReader;
  readonly head: Position;
  /** How far the collection that serves has come, as the store has it. */
  readonly position: Position;
  readonly now: number;
  readonly rates: Rates;
  /** What the runner fails at beside the documents, which concerns the projection. */
  readonly failure: Failure | undefined;
}

export async function statusOf(
  projector: Projector,
  idle: 'standby' | 'stopped' | undefined,
  { events, head, position, now, rates, failure }: StatusSources,
): Promise<ProjectionStatus> {
  const lagSeconds = head > position ? await ageAfter(events, projector, position, now) : 0;
  // From here on without a wait: what is told is of one moment.
  const { projection, serving, filling, generations } = projector;
  const followers = [serving, filling].filter((follower) => follower !== undefined);
  const filled = filling ?? (serving?.caughtUp === false ? serving : undefined);
  const isRetrying = followers.some(({ state }) => state === 'retrying');
  return {
    projection: projection.name,
    version: projection.version,
    state: idle ?? (isRetrying ? 'retrying' : filled ? 'rebuilding' : 'running'),
    serving: generations?.serving.collection,
    position,
    head,
    lagEvents: Number(head > position ? head - position : 0n),
    lagSeconds,
    parked: serving?.parking.size ?? filling?.parking.size ?? 0,
    rebuild: filled && !idle ? progressOf(filled, head, rates) : undefined,
    lastError: failure ?? followers.find(({ lastError }) => lastError)?.lastError,
  };
}

async function ageAfter(
  events: EventReader,
  { projection }: Projector,
  after: Position,
  now: number,
): Promise<number> {
  const { events: found } = await events.readAll({ after, limit: 1, filter: projection.filter });
  const oldest = found[0]?.createdAt.getTime();
  return oldest === undefined ? 0 : Math.max(0, (now - oldest) / 1_000);
}

function progressOf(follower: Follower, head: Position, rates: Rates): Progress {
  const { eventsPerSecond, positionsPerSecond } = rates.of(follower);
  const left = Number(head > follower.position ? head - follower.position : 0n);
  return {
    collection: follower.generation.collection,
    position: follower.position,
    head,
    eventsPerSecond,
    etaSeconds: positionsPerSecond > 0 ? left / positionsPerSecond : undefined,
  };
}

const STATES = ['retrying', 'rebuilding', 'running', 'standby', 'stopped'] as const;

/** The status of two shares of a projection as one: at the lower position, and in the worse state. */
export function together(one: ProjectionStatus, other: ProjectionStatus): ProjectionStatus {
  const [behind, ahead] = one.position <= other.position ? [one, other] : [other, one];
  const rebuilds = [behind.rebuild, ahead.rebuild].filter((rebuild) => rebuild !== undefined);
  return {
    ...behind,
    state: STATES.find((state) => state === one.state || state === other.state) ?? behind.state,
    parked: one.parked + other.parked,
    rebuild: rebuilds.sort((a, b) => (a.position < b.position ? -1 : 1))[0],
    lastError: one.lastError ?? other.lastError,
  };
}
