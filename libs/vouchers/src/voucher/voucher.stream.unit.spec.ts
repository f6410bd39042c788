import { isVoucherId, voucherIdOf, voucherStream } from './voucher.stream.js';

describe('a voucher id', () => {
  it('is the same for ever for offer, candidate and ordinal', () => {
    expect(voucherIdOf('second-shot-professional', 'cand-1', 1)).toBe('8a34f623-97d8-5468-a1db-5903154f153b');
    expect(voucherStream('8a34f623-97d8-5468-a1db-5903154f153b')).toBe(
      'voucher-8a34f623-97d8-5468-a1db-5903154f153b',
    );
  });

  it('differs with each of the three, also where their texts run together', () => {
    const ids = [
      voucherIdOf('a', 'b', 1),
      voucherIdOf('a', 'b', 2),
      voucherIdOf('a', 'c', 1),
      voucherIdOf('ab', '', 1),
      voucherIdOf('a","b', '', 1),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(isVoucherId)).toBe(true);
  });

  it.each([
    '',
    '8a34f623-97d8-5468-a1db-5903154f153b'.toUpperCase(),
    '8a34f623-97d8-5468-a1db-5903154f153b0',
    'x8a34f623-97d8-5468-a1db-5903154f153b',
    'f47ac10b-58cc-4372-a567-0e02b2c3d479',
    '7K3M-9QXT-2VWB-4HNR-5',
  ])('is not %j', (text) => {
    expect(isVoucherId(text)).toBe(false);
  });
});
