import {
  corrected,
  EXAM,
  FIRST_TAKEN,
  firstFailed,
  firstPassed,
  granted,
  ISSUED_AT,
  resulted,
  retakeBooked,
  retakeFailed,
  withdrawn,
} from '#vouchers/testing';
import { given } from '../testing/given.js';
import { retakesProjection } from './retakes.projection.js';

const voucher = { stream: 'voucher-1', at: ISSUED_AT };
const ID = `1/${EXAM}`;

describe('the retake document', () => {
  it('is not there while no retake is granted', async () => {
    await given({ ...voucher, events: firstPassed })
      .projectedBy(retakesProjection)
      .then({ documents: {} });
  });

  it('has no time while the retake was not taken', async () => {
    await given({ ...voucher, events: firstFailed })
      .projectedBy(retakesProjection)
      .then({ documents: { [ID]: { failedAt: FIRST_TAKEN } } });
  });

  it('has the time from the failed sitting to the retake, to the millisecond', async () => {
    const taken = resulted('retake', 'passed', '2014-03-10T14:05:29.999Z', 'R2');
    await given({ ...voucher, events: [...retakeBooked, taken] })
      .projectedBy(retakesProjection)
      .then({ documents: { [ID]: { milliseconds: 29_999 } } });
  });

  it('is one however often the retake is withdrawn and granted again', async () => {
    const again = [
      ...[corrected('first', 'failed', 'passed'), withdrawn()],
      ...[corrected('first', 'passed', 'failed'), granted(FIRST_TAKEN)],
    ];
    await given({ ...voucher, events: [...firstFailed, ...again, ...retakeFailed.slice(-2)] })
      .projectedBy(retakesProjection)
      // From 10 March to 7 April, at the same time of day in UTC.
      .then({ documents: { [ID]: { milliseconds: 28 * 24 * 3_600_000 } } });
  });
});
