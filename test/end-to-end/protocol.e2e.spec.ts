import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { failedOnce, headOf, OFFER, request } from './programme.js';
import { Server } from './server.js';

describe('a client of EventStoreDB beside the programme', () => {
  let server: Server;
  let client: EventStoreDBClient;

  beforeAll(async () => {
    server = await Server.start({ EVENTSTOREDB_PROTOCOL_PORT: '0', EVENTSTOREDB_PROTOCOL_ACCESS: 'open' });
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.protocolPort}?tls=false`);
    expect((await server.post('/v1/offers', OFFER)).status).toBe(201);
  });
  afterAll(async () => {
    await client.dispose();
    await server.remove();
  });

  it('follows what the commands record', async () => {
    const subscription = client.subscribeToAll({ fromPosition: 'end' });
    await new Promise<void>((resolve) => subscription.once('caughtUp', resolve));
    const { body } = await request(server, 'followed');
    for await (const { event } of subscription) {
      expect(event).toMatchObject({
        streamId: `voucher-${String(body['voucherId'])}`,
        type: 'VoucherRequested',
        isJson: true,
        data: { offerId: OFFER.offerId },
      });
      break;
    }
    await subscription.unsubscribe();
  });

  it('cannot write to the streams of the commands', async () => {
    const { body } = await request(server, 'guarded');
    const stream = `voucher-${String(body['voucherId'])}`;
    const forged = jsonEvent({ type: 'RetakeGranted', data: {} });
    await expect(client.appendToStream(stream, forged)).rejects.toMatchObject({ type: 'access-denied' });
    await expect(client.deleteStream(stream)).rejects.toMatchObject({ type: 'access-denied' });
  });

  it('writes streams of its own, which keep nothing of the programme from working', async () => {
    const oddities = [
      jsonEvent({ type: 'VoucherIssued', data: { not: 'one of ours' } }),
      jsonEvent({ type: 'Noted', data: 'a text', metadata: Buffer.from([0, 255]) }),
      jsonEvent({ type: '$>', data: '0@nowhere' }),
    ];
    await client.appendToStream('foreign-1', oddities);
    await client.setStreamMetadata('foreign-1', { maxCount: 1 });
    await client.tombstoneStream('foreign-2');
    const voucher = await failedOnce(server, 'beside');
    const answer = await server.call('GET', `${voucher}?waitFor=${await headOf(server, voucher)}`);
    expect(answer.body).toMatchObject({ entries: [{ status: 'retake-available' }] });
    expect(await server.call('GET', '/health/ready')).toMatchObject({ status: 200 });
  });

  it('finds its streams again after a restart', async () => {
    await client.appendToStream('foreign-3', jsonEvent({ type: 'Noted', data: {} }));
    expect(await server.stop()).toBe(0);
    await server.restart();
    const again = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.protocolPort}?tls=false`);
    for await (const { event } of again.readStream('foreign-3')) expect(event?.type).toBe('Noted');
    await again.dispose();
  });
});
