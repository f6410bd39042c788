import { join } from 'node:path';
import {
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { makeCertificate } from '../testing/certificate.js';
import { newStream } from '../testing/events.js';
import { useServedStore } from '../testing/served-store.js';
import { Inbox } from './testing/inbox.js';

// The client sends credentials over encrypted connections only.
const served = useServedStore(async (directory) => ({ tls: await makeCertificate(directory) }));
const stranger = { credentials: { username: 'stranger', password: 'guess' } };
const group = 'group';
let client: EventStoreDBClient;
beforeAll(() => {
  client = served().connect(`tlsCAFile=${join(served().directory, 'trusted.pem')}`, 'admin:changeit@');
});

it('groups are managed by admins, and by nobody else', async () => {
  const stream = newStream();
  await client.createPersistentSubscriptionToStream(stream, group, toStream());
  const asked: readonly Promise<unknown>[] = [
    client.createPersistentSubscriptionToStream(newStream(), group, toStream(), stranger),
    client.updatePersistentSubscriptionToStream(stream, group, toStream(), stranger),
    client.deletePersistentSubscriptionToStream(stream, group, stranger),
    client.getPersistentSubscriptionToStreamInfo(stream, group, stranger),
    client.listPersistentSubscriptionsToStream(stream, stranger),
    client.replayParkedMessagesToStream(stream, group, stranger),
    client.restartPersistentSubscriptionSubsystem(stranger),
  ];
  for (const error of await Promise.all(asked.map((ask) => ask.catch((thrown: unknown) => thrown)))) {
    expect(error).toMatchObject({ type: 'access-denied' });
  }
  expect(await client.listPersistentSubscriptionsToStream(stream)).toHaveLength(1);
});

it('a group is consumed by whoever may read its stream', async () => {
  const stream = newStream();
  await client.createPersistentSubscriptionToStream(stream, group, toStream());
  const consume = (options: object) =>
    new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group, options));
  const inbox = await consume(stranger).joined();
  await client.setStreamMetadata(stream, { acl: { readRoles: ['admin'] } });
  expect(await consume(stranger).error()).toMatchObject({ type: 'access-denied' });
  const own = await consume({}).joined();

  const { connections } = await client.getPersistentSubscriptionToStreamInfo(stream, group);
  expect(connections.map(({ username }) => username)).toEqual(['stranger', 'admin']);
  await Promise.all([inbox.subscription.unsubscribe(), own.subscription.unsubscribe()]);
});
