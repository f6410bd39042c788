import { changeCall, requestCall } from './http.js';

describe('requests of the workload', () => {
  it('asks for a change by its name in the path, and says the rest in the body', () => {
    const price = { amount: '160.00', currency: 'USD' };
    const call = changeCall('v-1', {
      type: 'RecordPayment',
      examCode: '070-480',
      price,
      paymentReference: 'PAY-1',
    });
    expect(call).toEqual({
      path: '/v1/vouchers/v-1/record-payment',
      body: { examCode: '070-480', price, paymentReference: 'PAY-1' },
    });
  });

  it('puts the candidate of a request together', () => {
    const details = { name: 'Ada', email: 'ada@example.org' };
    expect(requestCall({ offerId: 'o', candidateId: 'c', details })).toEqual({
      path: '/v1/vouchers',
      body: { offerId: 'o', candidate: { candidateId: 'c', ...details } },
    });
  });
});
