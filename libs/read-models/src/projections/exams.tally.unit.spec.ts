import {
  active,
  cancelled,
  EXAM,
  FIRST,
  firstBooked,
  ISSUED_AT,
  issued,
  offerWith,
  OTHER_EXAM,
  paid,
  requested,
  retakePassed,
  scheduled,
} from '#vouchers/testing';
import { given } from '../testing/given.js';
import { vouchersProjection } from './vouchers.projection.js';

const rowOf = (examCode: string): string => `second-shot-professional/${examCode}`;
const voucher = { stream: 'voucher-1', at: ISSUED_AT };

describe('the figures of an exam', () => {
  it('come from every voucher on which it is bound', async () => {
    const pack = [requested(), issued(offerWith({ examsPerVoucher: 2 }).terms)];
    await given(
      { ...voucher, events: retakePassed },
      {
        ...voucher,
        stream: 'voucher-2',
        events: [...pack, scheduled(FIRST), scheduled(FIRST, OTHER_EXAM), paid('P1', OTHER_EXAM)],
      },
    )
      .projectedBy(vouchersProjection)
      .then({
        tallies: {
          exams: {
            [rowOf(EXAM)]: {
              ...{ booked: 2, paid: 1, taken: 1, firstFailed: 1, passed: 1 },
              ...{ retakeBooked: 1, retakeTaken: 1, retakeDecided: 1, retakePassed: 1, rescued: 1 },
            },
            [rowOf(OTHER_EXAM)]: { booked: 1, paid: 1 },
          },
        },
      });
  });

  it('go with the booking that is given back', async () => {
    await given({
      ...voucher,
      events: [...firstBooked, cancelled('candidate'), scheduled(FIRST, OTHER_EXAM)],
    })
      .projectedBy(vouchersProjection)
      .then({ tallies: { exams: { [rowOf(OTHER_EXAM)]: { booked: 1 } } } });
  });

  it('are none without a booking', async () => {
    await given({ ...voucher, events: active })
      .projectedBy(vouchersProjection)
      .then({ tallies: { exams: {} } });
  });
});
