import { decodeCursor, encodeCursor } from './cursor.js';

describe('a cursor', () => {
  it.each([{ id: 'a', value: '2014-05-31' }, { id: 'a' }])('leads back to where a page ended: %j', (end) => {
    expect(decodeCursor(encodeCursor(end, 'expiresAt'), 'expiresAt')).toEqual(end);
  });

  it.each([
    ['of a list in another order', encodeCursor({ id: 'a', value: '2014-05-31' }, '-requestedAt')],
    ['that is not JSON', 'abc'],
    ['that is another JSON', Buffer.from('{}').toString('base64url')],
    ['without an id', Buffer.from('["expiresAt"]').toString('base64url')],
    ['with a value that is not text', Buffer.from('["expiresAt","a",1]').toString('base64url')],
  ])('%s is refused', (_, cursor) => {
    expect(() => decodeCursor(cursor, 'expiresAt')).toThrow('must be one that this list returned');
  });
});
