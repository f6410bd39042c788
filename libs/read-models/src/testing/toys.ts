import { randomUUID } from 'node:crypto';
import type { EventStore, JsonObject, NewEvent, RecordedEvent } from '#event-store';
import type { Counters, Projection } from '../projection.js';

/** A parcel on its way; the toy that the runner's tests project. */
export interface Parcel {
  readonly state: string;
  readonly route: readonly string[];
  readonly kilos: number;
  readonly events: number;
}

/** What a sender has sent: a document that many streams feed. */
export interface Sender {
  readonly parcels: readonly string[];
  readonly delivered: number;
}

/** One document per stream; a tally by state, and one by place that a parcel is counted in several rows of. */
export const parcels: Projection<Parcel> = {
  name: 'parcels',
  version: 1,
  filter: { streamPrefixes: ['parcel-'] },
  indexes: ['state', 'route', 'kilos'],
  keys: ({ stream }) => [stream],
  evolve(body, { type, data }) {
    const { state = 'new', route = [], kilos = 0, events = 0 } = body ?? {};
    switch (type) {
      case 'ParcelSent':
        return { state: 'sent', route, kilos: Number(data['kilos']), events: events + 1 };
      case 'ParcelMoved':
        return { state: 'moving', route: [...route, String(data['to'])], kilos, events: events + 1 };
      case 'ParcelDelivered':
        return { state: 'delivered', route, kilos, events: events + 1 };
      default:
        return body && { ...body, state, events: events + 1 };
    }
  },
  tallies: [
    {
      name: 'by-state',
      count: ({ state, kilos }) => ({ [state]: { parcels: 1, kilos }, all: { parcels: 1 } }),
    },
    { name: 'by-place', count: ({ route }) => countEach(route) },
  ],
};

/** One document per sender, and one in which every event counts. */
export const senders: Projection<Sender> = {
  name: 'senders',
  version: 1,
  filter: { eventTypes: ['ParcelSent', 'ParcelDelivered'] },
  indexes: ['delivered'],
  keys: ({ data }) => [String(data['sender']), 'everybody'],
  evolve(body = { parcels: [], delivered: 0 }, { type, stream }) {
    return type === 'ParcelSent'
      ? { ...body, parcels: [...body.parcels, stream] }
      : { ...body, delivered: body.delivered + 1 };
  },
  tallies: [
    { name: 'busy', count: ({ parcels: sent }) => ({ [sent.length > 2 ? 'busy' : 'idle']: { senders: 1 } }) },
  ],
};

function countEach(places: readonly string[]): Record<string, Counters> {
  const rows: Record<string, Counters> = {};
  for (const place of places) rows[place] = { visits: (rows[place]?.['visits'] ?? 0) + 1 };
  return rows;
}

export function toyEvent(type: string, data: JsonObject = {}): NewEvent {
  return { id: randomUUID(), type, data, metadata: {} };
}

export async function appendAll(
  store: EventStore,
  events: readonly (readonly [stream: string, event: NewEvent])[],
): Promise<void> {
  for (const [stream, event] of events) await store.append(stream, [event], 'any');
}

export async function readWhole(store: EventStore): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let after = 0n; ;) {
    const page = await store.readAll({ after, limit: 10_000 });
    events.push(...page.events);
    if (page.end) return events;
    after = page.position;
  }
}
