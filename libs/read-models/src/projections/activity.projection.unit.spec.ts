import {
  active,
  FIRST_REPORTED,
  FIRST_TAKEN,
  firstPaid,
  ISSUED_AT,
  resulted,
  scheduled,
  FIRST,
} from '#vouchers/testing';
import { given } from '../testing/given.js';
import { activityProjection } from './activity.projection.js';

const OFFER = 'second-shot-professional';

describe('the activity of a day', () => {
  it('counts events by type, of all vouchers of the offer', async () => {
    await given(
      { stream: 'voucher-1', at: ISSUED_AT, events: firstPaid },
      { stream: 'voucher-2', at: ISSUED_AT, events: active },
    )
      .projectedBy(activityProjection)
      .then({
        documents: {
          [`${OFFER}/2014-02-03`]: {
            counts: { VoucherRequested: 2, VoucherIssued: 2, ExamScheduled: 1, ExamPaid: 1 },
          },
        },
      });
  });

  it('goes by when it happened, in UTC, and not by when it was reported', async () => {
    await given(
      { stream: 'voucher-1', at: '2014-02-03T23:59:59.999Z', events: active },
      { stream: 'voucher-1', at: '2014-02-04T00:00:00.000Z', events: [scheduled(FIRST)] },
      {
        stream: 'voucher-1',
        at: FIRST_REPORTED,
        occurredAt: FIRST_TAKEN,
        events: [resulted('first', 'passed', FIRST_TAKEN, 'R1')],
      },
    )
      .projectedBy(activityProjection)
      .then({
        documents: {
          [`${OFFER}/2014-02-03`]: { counts: { VoucherRequested: 1, VoucherIssued: 1 } },
          [`${OFFER}/2014-02-04`]: { counts: { ExamScheduled: 1 } },
          [`${OFFER}/2014-03-10`]: { counts: { ExamResultRecorded: 1 } },
        },
      });
  });
});
