import { randomUUID } from 'node:crypto';
import {
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
  START,
  type EventStoreDBClient,
  type PersistentSubscriptionToStreamSettings,
} from '@eventstore/db-client';
import { events, newStream } from '../../testing/events.js';
import { type ServedStore, useServedStore } from '../../testing/served-store.js';
import { Inbox } from './inbox.js';

/** Name of the group that `groupOver` makes, and that `consume` joins unless told otherwise. */
export const group = 'group';

export function newGroup(): string {
  return `group-${randomUUID()}`;
}

export interface Consumers {
  readonly served: () => ServedStore;
  readonly client: () => EventStoreDBClient;
  readonly consume: (stream: string, bufferSize?: number, ofGroup?: string) => Inbox;
  readonly consumeAll: (ofGroup: string, bufferSize?: number) => Inbox;
  /** A stream with so many events and a group that starts from its first. */
  readonly groupOver: (
    count: number,
    changes?: Partial<PersistentSubscriptionToStreamSettings>,
  ) => Promise<string>;
}

/** A served store for all tests of a file, and consumers that leave their groups after each test. */
export function useConsumers(): Consumers {
  const served = useServedStore();
  let connected: EventStoreDBClient | undefined;
  const client = () => (connected ??= served().connect());
  const open: Inbox[] = [];
  afterEach(async () => {
    for (const inbox of open.splice(0)) await inbox.subscription.unsubscribe();
  });
  const opened = (inbox: Inbox): Inbox => {
    open.push(inbox);
    return inbox;
  };
  return {
    served,
    client,
    consume: (stream, bufferSize = 10, ofGroup = group) =>
      opened(new Inbox(client().subscribeToPersistentSubscriptionToStream(stream, ofGroup, { bufferSize }))),
    consumeAll: (ofGroup, bufferSize = 10) =>
      opened(new Inbox(client().subscribeToPersistentSubscriptionToAll(ofGroup, { bufferSize }))),
    groupOver: async (count, changes = {}) => {
      const stream = newStream();
      await client().appendToStream(stream, events(count));
      const settings = toStream({ startFrom: START, ...changes });
      await client().createPersistentSubscriptionToStream(stream, group, settings);
      return stream;
    },
  };
}
