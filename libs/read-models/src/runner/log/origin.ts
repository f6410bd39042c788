import type {
  AllBatch,
  AllPage,
  AllSubscriptionOptions,
  EventFilter,
  EventLog,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  StreamBatch,
  StreamSubscriptionOptions,
  SubscriptionOptions,
} from '#event-store';
import { OtherEventStore } from '../../errors.js';
import { CONTROL } from '../../names.js';
import type { DocumentStore } from '../../port/index.js';
import { orNone } from '../../queries/generations.js';

/**
 * What tells an event store from every other one: the first of the events that the filter keeps. These must never be
 * removed, so that it is the same for ever, whatever is scavenged before it. A copy of the events in another store
 * has other positions, or was written at another time.
 */
interface Origin {
  readonly kind: 'origin';
  readonly event: string;
  readonly position: string;
  readonly createdAt: string;
}

const ORIGIN_ID = 'origin';

/**
 * @returns whether the read models are known to be built from these events; false where nothing is known of it yet
 * @throws OtherEventStore
 */
export async function checkOrigin(
  events: EventLog,
  store: DocumentStore,
  filter: EventFilter,
): Promise<boolean> {
  const noted = await notedOrigin(store);
  if (noted) refuseOther(noted, await originOf(events, filter));
  return noted !== undefined;
}

/**
 * A log that is followed only for read models that were built from it. Read models that are not from
 * anywhere yet are noted to be from here, before their first event is handed out: of several that note it at once the
 * store keeps the first, and the others compare with that.
 */
export class LogOfOrigin implements EventLog {
  #isNoted = false;

  constructor(
    private readonly events: EventLog,
    private readonly store: DocumentStore,
    private readonly filter: EventFilter,
  ) {}

  /** @throws OtherEventStore */
  async *subscribeToAll(options: AllSubscriptionOptions = {}): AsyncIterable<AllBatch> {
    for await (const batch of this.events.subscribeToAll(options)) {
      await this.#compare(options);
      if (options.signal?.aborted) return;
      yield batch;
    }
  }

  readAll(options?: ReadAllOptions): Promise<AllPage> {
    return this.events.readAll(options);
  }

  subscribeToStream(stream: string, options?: StreamSubscriptionOptions): AsyncIterable<StreamBatch> {
    return this.events.subscribeToStream(stream, options);
  }

  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    return this.events.readStream(stream, options);
  }

  headPosition(): Promise<Position> {
    return this.events.headPosition();
  }

  /** Until the log has its first event there is nothing to note. */
  async #compare(options: SubscriptionOptions): Promise<void> {
    if (this.#isNoted) return;
    const own = await originOf(this.events, this.filter, options);
    if (options.signal?.aborted) return;
    if (own) {
      const change = { collection: CONTROL, id: ORIGIN_ID, position: 1n, body: own };
      await this.store.commit([change]);
    }
    const noted = await notedOrigin(this.store);
    if (noted) refuseOther(noted, own);
    this.#isNoted = noted !== undefined;
  }
}

/** Of the first event, which the server looks for: there may be many of foreign clients before it. */
async function originOf(
  events: EventLog,
  filter: EventFilter,
  { signal, onFailure }: SubscriptionOptions = {},
): Promise<Origin | undefined> {
  const options = { filter, batchSize: 1, ...(signal && { signal }), ...(onFailure && { onFailure }) };
  for await (const { events: found, caughtUp } of events.subscribeToAll(options)) {
    const [first] = found;
    if (first) {
      const { id, position, createdAt } = first;
      return {
        kind: 'origin',
        event: id,
        position: position.toString(),
        createdAt: createdAt.toISOString(),
      };
    }
    if (caughtUp) return undefined;
  }
  return undefined;
}

async function notedOrigin(store: DocumentStore): Promise<Origin | undefined> {
  return (await orNone(store.load<Origin>(CONTROL, [ORIGIN_ID])))?.get(ORIGIN_ID)?.body;
}

function refuseOther(noted: Origin, own: Origin | undefined): void {
  const isSame =
    noted.event === own?.event && noted.position === own.position && noted.createdAt === own.createdAt;
  if (!isSame) throw new OtherEventStore();
}
