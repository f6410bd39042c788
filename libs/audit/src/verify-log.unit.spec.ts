import { type ChainLink, hashOfLink } from './hash-chain.js';
import { LogVerifier } from './verify-log.js';
import { type StoredEvent, verifyStream } from './verify-stream.js';

function chain(stream: string, length: number): readonly StoredEvent[] {
  let previousHash: string | null = null;
  return Array.from({ length }, (_, revision) => {
    const what = { stream, revision, id: `${stream}:${revision}`, type: 'Noted', data: { revision } };
    const claims = { schemaVersion: 1, occurredAt: '2014-05-01T12:00:00.000Z', actor: 'somebody' };
    const hash: string = hashOfLink({ ...what, ...claims, previousHash });
    const event: StoredEvent = { ...what, metadata: { ...claims, previousHash, hash } };
    previousHash = hash;
    return event;
  });
}

function verified(events: readonly StoredEvent[]): LogVerifier<StoredEvent> {
  const verifier = new LogVerifier();
  for (const event of events) verifier.take(event);
  return verifier;
}

const [one, other] = [chain('one', 4), chain('other', 3)];
const interwoven = one.flatMap((event, index) => [event, ...other.slice(index, index + 1)]);

function swapped(first: StoredEvent | undefined, second: StoredEvent | undefined): readonly StoredEvent[] {
  const places = new Map([
    [first, second],
    [second, first],
  ]);
  return interwoven.map((event) => places.get(event) ?? event);
}

function renumbered(first: StoredEvent | undefined, second: StoredEvent | undefined): readonly StoredEvent[] {
  return swapped(first, second).map((event) => {
    if (event !== first && event !== second) return event;
    return { ...event, revision: (event === first ? second : first)?.revision ?? -1 };
  });
}

/** As who knows how hashes are made would change an event. */
function forged(event: StoredEvent | undefined): Partial<StoredEvent> {
  if (!event) return {};
  const { schemaVersion, occurredAt, actor, previousHash } = event.metadata as unknown as ChainLink;
  const data = { revision: 7 };
  const hash = hashOfLink({ ...event, data, schemaVersion, occurredAt, actor, previousHash });
  return { data, metadata: { ...event.metadata, hash } };
}

describe('verifying a log', () => {
  it('follows every stream for itself', () => {
    expect(verified(interwoven)).toMatchObject({ events: 7, streams: 2, broken: [] });
    expect(verified([])).toMatchObject({ events: 0, streams: 0, broken: [] });
  });

  const changed = (event: StoredEvent | undefined, change: Partial<StoredEvent>) =>
    interwoven.map((each) => (each === event ? { ...each, ...change } : each));

  const withMetadata = (change: Readonly<Record<string, unknown>>): Partial<StoredEvent> => ({
    metadata: { ...one[1]?.metadata, ...change },
  });

  it.each([
    ['altered data', changed(one[2], { data: { revision: 7 } }), 2],
    ['another type', changed(one[1], { type: 'Forged' }), 1],
    ['no chain at all', changed(one[0], { metadata: {} }), 0],
    ['an event taken out', interwoven.filter((event) => event !== one[1]), 2],
    ['the first event taken out', interwoven.filter((event) => event !== one[0]), 1],
    ['an event twice', [...interwoven, ...one.slice(3)], 3],
    ['two events in the place of each other', swapped(one[1], one[2]), 2],
    ['two events that have changed their numbers too', renumbered(one[1], one[2]), 1],
    ['an event of another stream', changed(one[1], { ...other[1], stream: 'one' }), 1],
    ['another id', changed(one[1], { id: 'another' }), 1],
    ['another time', changed(one[1], withMetadata({ occurredAt: '2014-05-01T12:00:00.001Z' })), 1],
    ['another actor', changed(one[1], withMetadata({ actor: 'somebody else' })), 1],
    ['an actor in another form', changed(one[1], withMetadata({ actor: ['somebody'] })), 1],
    ['no actor', changed(one[1], withMetadata({ actor: undefined })), 1],
    ['another schema version', changed(one[1], withMetadata({ schemaVersion: 2 })), 1],
    ['a schema version in another form', changed(one[1], withMetadata({ schemaVersion: '1' })), 1],
    ['another hash before it', changed(one[1], withMetadata({ previousHash: null })), 1],
    ['altered data with a hash to fit', changed(one[1], forged(one[1])), 2],
  ])('tells the first event that does not fit: %s', (_, events, revision) => {
    expect(verified(events).broken).toMatchObject([{ stream: 'one', revision }]);
  });

  it('agrees with verifying each stream alone', () => {
    const events = changed(one[2], { data: {} });
    expect(verifyStream(events.filter(({ stream }) => stream === 'one'))).toEqual({
      verified: false,
      firstBroken: 2,
    });
    expect(verified(events).broken).toHaveLength(1);
  });
});
