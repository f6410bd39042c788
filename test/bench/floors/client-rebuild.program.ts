import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  START,
  streamNameFilter,
  type AllStreamRecordedEvent,
} from '@eventstore/db-client';
import type { AllBatch, AllSubscriptionOptions, EventStore, JsonObject, RecordedEvent } from '#event-store';
import type { Program, Serving, Throughput } from '../harness/program.js';
import { rebuild } from '../ours/rebuild.js';

const BATCH = 2_000;
const PREFIXES = ['offer-', 'voucher-', 'candidate-'];

/** The same rebuild, fed by the official client of EventStoreDB alone: nothing is resumed, checked or waited for. */
export const program: Program<Serving, Throughput> = {
  async run({ directory, origin }) {
    const client = EventStoreDBClient.connectionString(origin);
    const throughput = await rebuild(bareEventStore(client), directory);
    await client.dispose();
    return throughput;
  },
};

/** As much of the port as a rebuild asks for. */
function bareEventStore(client: EventStoreDBClient): EventStore {
  const headPosition = () => headOf(client);
  const subscribeToAll = (options: AllSubscriptionOptions = {}) => batches(client, options);
  return { headPosition, subscribeToAll } as Partial<EventStore> as EventStore;
}

/** Of the last event that is not one which the server keeps for itself. */
async function headOf(client: EventStoreDBClient): Promise<bigint> {
  const last = client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 10 });
  for await (const { event } of last) {
    if (event && !event.streamId.startsWith('$')) return event.position.commit;
  }
  return 0n;
}

async function* batches(
  client: EventStoreDBClient,
  { after = 0n, signal }: AllSubscriptionOptions,
): AsyncGenerator<AllBatch> {
  const head = await headOf(client);
  const filter = streamNameFilter({ prefixes: PREFIXES, maxSearchWindow: 500 });
  const fromPosition = after === 0n ? START : { commit: after, prepare: after };
  const subscription = client.subscribeToAll({ fromPosition, filter });
  signal?.addEventListener('abort', () => void subscription.unsubscribe());
  let events: RecordedEvent[] = [];
  for await (const { event } of subscription) {
    if (event) events.push(recorded(event));
    const position = event?.position.commit ?? 0n;
    if (events.length < BATCH && position < head) continue;
    yield { events, position, caughtUp: position >= head };
    events = [];
  }
}

function recorded(event: AllStreamRecordedEvent): RecordedEvent {
  return {
    id: event.id,
    type: event.type,
    data: event.data as JsonObject,
    metadata: event.metadata as JsonObject,
    stream: event.streamId,
    revision: Number(event.revision),
    position: event.position.commit,
    createdAt: event.created,
  };
}
