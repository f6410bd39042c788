import { hashOfLink } from './hash-chain.js';
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

describe('verifying a log', () => {
  it('follows every stream for itself', () => {
    expect(verified(interwoven)).toMatchObject({ events: 7, streams: 2, broken: [] });
    expect(verified([])).toMatchObject({ events: 0, streams: 0, broken: [] });
  });

  const changed = (event: StoredEvent | undefined, change: Partial<StoredEvent>) =>
    interwoven.map((each) => (each === event ? { ...each, ...change } : each));

  it.each([
    ['altered data', changed(one[2], { data: { revision: 7 } }), 2],
    ['another type', changed(one[1], { type: 'Forged' }), 1],
    ['no chain at all', changed(one[0], { metadata: {} }), 0],
    ['an event taken out', interwoven.filter((event) => event !== one[1]), 2],
    ['the first event taken out', interwoven.filter((event) => event !== one[0]), 1],
    ['an event twice', [...interwoven, ...one.slice(3)], 3],
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
