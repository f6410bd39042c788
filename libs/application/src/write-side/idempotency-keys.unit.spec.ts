import { randomUUID } from 'node:crypto';
import { verifyStream } from '#audit';
import { MemoryEventStore } from '#event-store/testing';
import { metadataOf } from '#recorded-events';
import type { StreamHistory } from './stream-history.js';
import { IdempotencyKeys } from './idempotency-keys.js';

/** As version 1 is stored. Never changed: a new version is another sample. */
const RECEIVED = { type: 'CommandReceived', data: { name: 'PublishOffer' } };
const ANSWERED = {
  type: 'CommandAnswered',
  data: {
    stream: 'offer-second-shot-professional',
    revision: 3,
    repeats: '0190e2a4-5b7c-7d10-8a3e-2f4b6c8d0e12',
  },
};

const STREAM = 'offer-second-shot-professional';
const answer = { stream: STREAM, revision: 3, position: 4n, events: [], replayed: false };
const received = {
  now: '2014-05-01T12:00:00.000Z',
  envelope: { commandId: 'a key', correlationId: 'r', causationId: 'a key', actor: 'key:1' },
  commandHash: 'hash of what it said',
} as const;

const observer = { decided: () => undefined, conflicted: () => undefined, appended: () => undefined };

/** A store with a stream of four events, and its history. */
async function begin() {
  const store = new MemoryEventStore();
  const events = Array.from({ length: 4 }, (_, index) => {
    const metadata = { commandId: `command-${index}` };
    return { id: randomUUID(), type: 'OfferAmended', data: {}, metadata };
  });
  await store.append(STREAM, events, 'no_stream');
  const recorded = await store.readStream(STREAM);
  const history: StreamHistory<null> = {
    stream: STREAM,
    events: recorded,
    state: null,
    revision: 3,
    lastHash: 'x',
  };
  return { store, history, keys: new IdempotencyKeys(store, observer) };
}

describe('the key of a command', () => {
  it('is unknown before', async () => {
    const { history, keys } = await begin();
    expect(await keys.recall(STREAM, 'a key', history)).toMatchObject({
      commandHash: undefined,
      answer: undefined,
    });
  });

  it('is stored as the samples are, in a chained stream whose name follows from scope and id', async () => {
    const { store, history, keys } = await begin();
    expect(
      await keys.claim(await keys.recall('PublishOffer', 'a key', history), 'PublishOffer', received),
    ).toBe(true);
    const claimed = await keys.recall('PublishOffer', 'a key', history);
    expect(claimed).toMatchObject({ commandHash: received.commandHash, answer: undefined });
    await keys.keep(claimed, answer, received, ANSWERED.data.repeats);
    const { events } = await store.readAll({ after: 4n, limit: 10 });
    const stream = 'command-4b110d0a-58b5-5085-aed0-0ec85b2ff267';
    expect(events).toMatchObject([
      { stream, ...RECEIVED },
      { stream, ...ANSWERED },
    ]);
    for (const event of events) {
      const { recordedAt, ...metadata } = metadataOf(event);
      expect(metadata).toMatchObject({ commandId: 'a key', actor: 'key:1', schemaVersion: 1 });
      expect(recordedAt).toBe(received.now);
    }
    expect(verifyStream(events)).toEqual({ verified: true });
    expect(await keys.recall('PublishOffer', 'a key', history)).toMatchObject({
      commandHash: received.commandHash,
      answer,
    });
  });

  it('is known within its scope alone', async () => {
    const { history, keys } = await begin();
    await keys.keep(await keys.recall(STREAM, 'a key', history), answer, received);
    expect(await keys.recall(STREAM, 'a key', history)).toMatchObject({ answer });
    const unknown = { commandHash: undefined, answer: undefined };
    expect(await keys.recall(STREAM, 'another key', history)).toMatchObject(unknown);
    expect(await keys.recall('offer-another', 'a key', history)).toMatchObject(unknown);
  });

  it('is claimed by one of two commands that race for it', async () => {
    const { history, keys } = await begin();
    const key = await keys.recall('PublishOffer', 'a key', history);
    const racing = [received, { ...received, commandHash: 'hash of another' }];
    const claims = await Promise.all(racing.map((each) => keys.claim(key, 'PublishOffer', each)));
    expect(claims).toEqual([true, false]);
    expect(await keys.recall('PublishOffer', 'a key', history)).toMatchObject({
      commandHash: received.commandHash,
    });
  });
});
