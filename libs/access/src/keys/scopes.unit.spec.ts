import { allows, isScope, SCOPES } from './scopes.js';

describe('scopes', () => {
  it('allow what they name', () => {
    for (const needed of SCOPES) {
      for (const held of SCOPES) {
        expect(allows([held], needed)).toBe(held === needed || held === 'admin');
      }
      expect(allows([], needed)).toBe(false);
    }
  });

  it('are told from other words', () => {
    expect(SCOPES.every(isScope)).toBe(true);
    expect(['', 'Read', 'read ', 'vouchers:*'].some(isScope)).toBe(false);
  });
});
