import { Metadata } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { streamIdentifier } from '../messages/stream-name.js';
import { events, newStream } from '../testing/events.js';
import { readRaw } from '../testing/raw-read.js';
import { useServedStore } from '../testing/served-store.js';

const served = useServedStore();

/** Reads a stream as whoever the call says: the official client sends no names over connections that are not encrypted. */
async function readAs(name: string, stream: string): Promise<number> {
  const options = new streams.ReadReq.Options()
    .setStream(
      new streams.ReadReq.Options.StreamOptions()
        .setStreamIdentifier(streamIdentifier(stream))
        .setStart(new shared.Empty()),
    )
    .setCount('10')
    .setNoFilter(new shared.Empty());
  const metadata = new Metadata();
  metadata.set('authorization', `Basic ${Buffer.from(`${name}:whatever`).toString('base64')}`);
  return (await readRaw(served().server.port, options, metadata)).length;
}

describe('open access', () => {
  it('lets everybody do everything that streams do not forbid', async () => {
    const client = served().connect();
    const stream = newStream();
    await client.appendToStream(stream, events(1));
    expect(await readAs('anybody', stream)).toBe(1);
  });

  it('lets those write whom the metadata of the stream names, and nobody else', async () => {
    const client = served().connect();
    const stream = newStream();
    await client.setStreamMetadata(stream, { acl: { writeRoles: ['somebody'] } });
    await expect(client.appendToStream(stream, events(1))).rejects.toMatchObject({ type: 'access-denied' });
    await client.setStreamMetadata(stream, {
      acl: { writeRoles: ['$admins'], readRoles: ['ada', '$admins'] },
    });
    await client.appendToStream(stream, events(1));
    expect(await readAs('ada', stream)).toBe(1);
    await expect(readAs('bob', stream)).rejects.toMatchObject({ code: 7 });
  });

  it('keeps system streams to admins', async () => {
    expect(await readAs('admin', '$settings')).toBe(1);
    await expect(readAs('bob', '$settings')).rejects.toMatchObject({ code: 7 });
  });

  it('guards the streams of the programme as ever', async () => {
    const client = served().connect();
    await expect(client.appendToStream(newStream('voucher'), events(1))).rejects.toMatchObject({
      type: 'access-denied',
    });
  });
});
