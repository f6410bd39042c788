import { isOfferId, offerStream } from './offer.stream.js';

it('an offer has one stream', () => {
  expect(offerStream('second-shot-2014')).toBe('offer-second-shot-2014');
});

describe('an offer id', () => {
  it.each(['a', '7', 'second-shot-2014', 'a--b', 'x'.repeat(64)])('can be %s', (text) => {
    expect(isOfferId(text)).toBe(true);
  });

  it.each(['', '-a', 'a-', 'A', 'a_b', 'a b', 'x'.repeat(65), 'a\n', '__proto__'])('cannot be %j', (text) => {
    expect(isOfferId(text)).toBe(false);
  });
});
