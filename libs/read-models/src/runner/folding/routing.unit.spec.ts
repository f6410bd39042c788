import type { RecordedEvent } from '#event-store';
import { route } from './routing.js';

const NOTHING_HELD = { documents: new Map(), streams: new Map() };

function event(stream: string, position: bigint, data: RecordedEvent['data']): RecordedEvent {
  const createdAt = new Date(0);
  return { stream, revision: 0, position, id: `${position}`, type: 'Noted', data, metadata: {}, createdAt };
}

describe('routing', () => {
  const keys = ({ data }: RecordedEvent) => [data['note'] as string];
  const routed = (...events: readonly RecordedEvent[]) =>
    route({ keys }, (stored) => stored, events, NOTHING_HELD);

  it('sets a stream aside whose event does not name its document, and goes on with the others', () => {
    const [nameless, after, other] = [
      event('one', 1n, {}),
      event('one', 2n, { note: 'a' }),
      event('other', 3n, { note: 'b' }),
    ];
    expect(routed(nameless, after, other)).toMatchObject({
      routed: [{ event: other, ids: ['b'] }],
      poison: [{ kind: 'stream', id: 'one', event: nameless, error: { code: 'NO_DOCUMENT_NAMED' } }],
      taken: 3,
    });
  });
});
