import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { streamIdentifier } from '../messages/stream-name.js';
import { uuidText } from '../messages/uuid.js';
import { AppendDrafts } from './append-drafts.js';

const { BatchAppendReq } = streams;
const MIB = 1_024 * 1_024;

/** A request that begins an append with one event of this size, and does not finish it. */
function beginning(bytes: number): streams.BatchAppendReq {
  const event = new BatchAppendReq.ProposedMessage()
    .setId(uuidText(randomUUID()))
    .setData(new Uint8Array(bytes));
  event.getMetadataMap().set('type', 'Noted').set('content-type', 'application/octet-stream');
  return new BatchAppendReq()
    .setOptions(
      new BatchAppendReq.Options()
        .setStreamIdentifier(streamIdentifier('foreign'))
        .setAny(new shared.Empty()),
    )
    .setProposedMessagesList([event]);
}

describe('the drafts of a batch call', () => {
  let drafts: AppendDrafts;
  beforeEach(() => {
    drafts = new AppendDrafts(() => undefined);
  });
  afterEach(() => {
    drafts.close();
  });

  const begin = (count: number, bytes = MIB) => {
    for (let draft = 0; draft < count; draft += 1) drafts.take(randomUUID(), beginning(bytes));
  };

  it('hold 64 MiB together, and no more', () => {
    begin(64);
    expect(() => {
      begin(1, 1);
    }).toThrow('Too many appends are begun');
  });

  it('have room again for as much as was finished', () => {
    const id = randomUUID();
    drafts.take(id, beginning(MIB));
    begin(63);
    expect(drafts.take(id, new BatchAppendReq().setIsFinal(true))?.events.all).toHaveLength(1);
    begin(1);
    expect(() => {
      begin(1, 1);
    }).toThrow('Too many appends are begun');
  });

  it('have no more room for an append that was refused as too large', () => {
    expect(() => {
      begin(1, 2 * MIB);
    }).toThrow('Maximum Append Size');
    begin(64);
    expect(() => {
      begin(1, 1);
    }).toThrow('Too many appends are begun');
  });
});
