import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { streamIdentifier } from '../messages/stream-name.js';
import { events, newStream } from '../testing/events.js';
import { readRaw } from '../testing/raw-read.js';
import { useServedStore } from '../testing/served-store.js';

const served = useServedStore();
const { Options } = streams.ReadReq;
const { FORWARDS, BACKWARDS } = Options.ReadDirection;
type Direction = streams.ReadReq.Options.ReadDirection;

/** What a client is told beside the events: that of Node does not ask for it, those of .NET and Java do. */
async function read(
  stream: string,
  options: Partial<{ direction: Direction; from: number; count: number; compatibility: number }> = {},
): Promise<readonly string[]> {
  const { direction = FORWARDS, from, count = 1_000, compatibility = 1 } = options;
  const place = new Options.StreamOptions().setStreamIdentifier(streamIdentifier(stream));
  if (from !== undefined) place.setRevision(String(from));
  else if (direction === FORWARDS) place.setStart(new shared.Empty());
  else place.setEnd(new shared.Empty());
  const request = new Options()
    .setStream(place)
    .setReadDirection(direction)
    .setCount(String(count))
    .setNoFilter(new shared.Empty())
    .setControlOption(new Options.ControlOption().setCompatibility(compatibility));
  return (await readRaw(served().server.port, request)).map(toText);
}

function toText(response: streams.ReadResp): string {
  if (response.hasFirstStreamPosition()) return `first ${response.getFirstStreamPosition()}`;
  if (response.hasLastStreamPosition()) return `last ${response.getLastStreamPosition()}`;
  if (response.hasStreamNotFound()) return 'not found';
  return String(response.getEvent()?.getEvent()?.getStreamRevision());
}

async function streamOf(count: number, truncateBefore?: number): Promise<string> {
  const client = served().connect();
  const stream = newStream();
  await client.appendToStream(stream, events(count));
  if (truncateBefore !== undefined) await client.setStreamMetadata(stream, { truncateBefore });
  return stream;
}

describe('a client that asks where a stream ends', () => {
  it('is told its last revision after the events', async () => {
    const stream = await streamOf(3);
    expect(await read(stream)).toEqual(['0', '1', '2', 'last 2']);
    expect(await read(stream, { count: 1 })).toEqual(['0', 'last 2']);
    expect(await read(stream, { from: 7 })).toEqual(['last 2']);
    expect(await read(stream, { direction: BACKWARDS })).toEqual(['2', '1', '0', 'last 2']);
  });

  it('is told the first revision that is left before the events, where that is not the one it asked for', async () => {
    const stream = await streamOf(4, 2);
    expect(await read(stream)).toEqual(['first 2', '2', '3', 'last 3']);
    expect(await read(stream, { from: 2 })).toEqual(['2', '3', 'last 3']);
    expect(await read(stream, { direction: BACKWARDS })).toEqual(['3', '2', 'last 3']);
  });

  it('is told the last revision also of a stream of many pages, or of one of which nothing is left', async () => {
    const long = await streamOf(500);
    expect((await read(long)).at(-1)).toBe('last 499');
    expect((await read(long, { direction: BACKWARDS })).slice(-2)).toEqual(['0', 'last 499']);
    expect(await read(await streamOf(2, 5))).toEqual(['last 1']);
  });

  it('is told nothing of a stream that is not there', async () => {
    expect(await read(newStream())).toEqual(['not found']);
  });
});

describe('a client that does not ask', () => {
  it('gets the events alone', async () => {
    expect(await read(await streamOf(4, 2), { compatibility: 0 })).toEqual(['2', '3']);
  });
});
