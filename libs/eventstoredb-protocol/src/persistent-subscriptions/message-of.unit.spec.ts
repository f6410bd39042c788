import type { LogEvent } from '#event-store/embedded';
import { messageOf } from './message-of.js';

function event(changes: Partial<LogEvent> = {}): LogEvent {
  const content = { isJson: true, data: Buffer.from('{}'), metadata: Buffer.from('{"$correlationId":"c1"}') };
  return {
    id: 'e1',
    stream: 'orders-1',
    type: 'Ordered',
    revision: 0,
    position: 7n,
    createdAt: 0,
    ...content,
    ...changes,
  };
}

const link = event({
  id: 'l1',
  stream: '$et-Ordered',
  type: '$>',
  isJson: false,
  data: Buffer.from('0@orders-1'),
  metadata: Buffer.alloc(0),
});

describe('a message', () => {
  it('is named by its event, and pinned by the stream of it', () => {
    expect(messageOf(event(), { event: event() }, 7n, 'Pinned')).toMatchObject({
      id: 'e1',
      pin: 'orders-1',
      place: 7n,
      bytes: 25,
    });
  });

  it('is named by the link that led to the event, and pinned by the stream of the event', () => {
    const message = messageOf(link, { event: event(), link }, 3n, 'Pinned');
    expect(message).toMatchObject({ id: 'l1', pin: 'orders-1' });
  });

  it('of a link that leads nowhere is pinned by where it would lead', () => {
    expect(messageOf(link, { event: undefined, link }, 3n, 'Pinned')).toMatchObject({
      id: 'l1',
      pin: 'orders-1',
    });
  });

  it('is pinned by its correlation where that is wanted and there is one', () => {
    const pinOf = (metadata: string) => {
      const correlated = event({ metadata: Buffer.from(metadata) });
      return messageOf(correlated, { event: correlated }, 7n, 'PinnedByCorrelation').pin;
    };
    expect(['{"$correlationId":"c1"}', '{"$correlationId":1}', '{}', 'null', 'no JSON'].map(pinOf)).toEqual([
      'c1',
      'orders-1',
      'orders-1',
      'orders-1',
      'orders-1',
    ]);
  });
});
