import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { streamIdentifier } from '../messages/stream-name.js';
import { uuidText } from '../messages/uuid.js';
import { AppendDrafts } from './append-drafts.js';

const { BatchAppendReq } = streams;
const MIB = 1_024 * 1_024;

/** A request that begins an append with events of these sizes, and does not finish it. */
function beginning(...sizes: readonly number[]): streams.BatchAppendReq {
  const events = sizes.map((bytes) => {
    const event = new BatchAppendReq.ProposedMessage()
      .setId(uuidText(randomUUID()))
      .setData(new Uint8Array(bytes));
    event.getMetadataMap().set('type', 'Noted').set('content-type', 'application/octet-stream');
    return event;
  });
  const options = new BatchAppendReq.Options()
    .setStreamIdentifier(streamIdentifier('foreign'))
    .setAny(new shared.Empty());
  return new BatchAppendReq().setOptions(options).setProposedMessagesList(events);
}

const finished = () => new BatchAppendReq().setIsFinal(true);

describe('the drafts of a batch call', () => {
  let drafts: AppendDrafts;
  beforeEach(() => {
    drafts = new AppendDrafts(
      () => Promise.resolve(),
      () => undefined,
    );
  });
  afterEach(() => {
    drafts.close();
  });

  const begin = (count: number, ...sizes: readonly number[]) => {
    for (let draft = 0; draft < count; draft += 1) drafts.take(randomUUID(), beginning(...sizes));
  };
  const expectFull = () => {
    expect(() => {
      begin(1, MIB);
    }).toThrow('Too many appends have begun');
  };

  it('hold 64 MiB together, and no more', () => {
    begin(63, MIB);
    expectFull();
  });

  it('have room again for as much as was finished', () => {
    const id = randomUUID();
    drafts.take(id, beginning(MIB));
    begin(62, MIB);
    expect(drafts.take(id, finished())?.events.all).toHaveLength(1);
    begin(1, MIB);
    expectFull();
  });

  it('have no more room for an append that was refused as too large', () => {
    expect(() => {
      begin(1, MIB, MIB);
    }).toThrow('Maximum Append Size');
    begin(63, MIB);
    expectFull();
  });

  it.each([
    ['that have no events', 65_000, []],
    ['whose events have no data', 65, Array.from({ length: 1_000 }, () => 0)],
  ])('have no room for any number of appends %s', (_, count, sizes) => {
    begin(count, ...sizes);
    expectFull();
  });

  it('hold nothing of who may not write, and pass over the rest of it', async () => {
    const why = new Error('no');
    const failed = new Promise((resolve) => {
      drafts = new AppendDrafts(
        () => Promise.reject(why),
        (id, _draft, error) => {
          resolve({ id, error });
        },
      );
    });
    drafts.take('mine', beginning(MIB));
    await expect(failed).resolves.toEqual({ id: 'mine', error: why });
    expect(drafts.take('mine', finished())).toBeUndefined();
  });
});
