import { newestVersion, UnknownSchemaVersion, type Upcasters, upcastWith } from './upcasting.js';

/** Version 2 named the currency; version 3 put amount and currency together. */
const upcasters: Upcasters = {
  ExamPaid: [
    (data) => ({ ...data, currency: 'USD' }),
    ({ amount, currency, ...others }) => ({ ...others, price: { amount, currency } }),
  ],
};
const price = { amount: '160.00', currency: 'USD' };

describe('upcasting', () => {
  it.each([
    [1, { paymentReference: 'P1', amount: '160.00' }],
    [2, { paymentReference: 'P1', ...price }],
    [3, { paymentReference: 'P1', price }],
  ])('brings version %i up to the newest, one version after the other', (version, stored) => {
    expect(upcastWith(upcasters, 'ExamPaid', version, stored)).toEqual({ paymentReference: 'P1', price });
  });

  it.each(['ExamScheduled', '__proto__', 'constructor'])(
    'leaves %s alone, which has no upcasters',
    (type) => {
      const data = { examCode: '070-480' };
      expect(upcastWith(upcasters, type, 1, data)).toBe(data);
      expect(newestVersion(upcasters, type)).toBe(1);
    },
  );

  it.each([
    ['ExamPaid', 4],
    ['ExamScheduled', 2],
  ])('refuses an event of %s in version %i, which a newer program wrote', (type, version) => {
    const reading = () => upcastWith(upcasters, type, version, {});
    expect(reading).toThrow(UnknownSchemaVersion);
    expect(reading).toThrow(`${type} is stored under schema version ${version}`);
  });

  it('writes the version that the upcasters lead to', () => {
    expect(newestVersion(upcasters, 'ExamPaid')).toBe(3);
  });
});
