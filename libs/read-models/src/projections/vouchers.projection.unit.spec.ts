import fc from 'fast-check';
import {
  active,
  cancelled,
  codeReissued,
  declined,
  EXAM,
  EXPIRES_AT,
  extended,
  FIRST,
  firstBooked,
  ISSUED_AT,
  OTHER_EXAM,
  play,
  requested,
  scheduled,
  setting,
  steps,
} from '#vouchers/testing';
import { given } from '../testing/given.js';
import { vouchersProjection } from './vouchers.projection.js';

const LATER = '2014-03-01T12:00:00.000Z';
const voucher = { stream: 'voucher-1', at: ISSUED_AT };

describe('the voucher document', () => {
  it('is there from the request on, without what is known only once it is issued', async () => {
    await given({ ...voucher, events: [requested([EXAM])] })
      .projectedBy(vouchersProjection)
      .then({
        documents: {
          1: {
            status: 'requested',
            revision: 0,
            requestedAt: ISSUED_AT,
            candidateId: 'cand-1',
            examCodes: [EXAM],
          },
        },
      });
  });

  it('keeps the instant of the request, and the revision of the last event', async () => {
    await given({ ...voucher, events: active }, { ...voucher, at: LATER, events: [scheduled(FIRST)] })
      .projectedBy(vouchersProjection)
      .then({
        documents: { 1: { status: 'active', revision: 2, requestedAt: ISSUED_AT, examCodes: [EXAM] } },
      });
  });

  it('is found by the exams that it is bound to, by its new expiry and by its new code', async () => {
    const events = [
      ...firstBooked,
      cancelled('candidate'),
      scheduled(FIRST, OTHER_EXAM),
      extended(EXPIRES_AT, '2014-07-01T03:59:59.999Z'),
      codeReissued('sealed-new', 'hash-of-new'),
    ];
    await given({ ...voucher, events })
      .projectedBy(vouchersProjection)
      .then({
        documents: {
          1: { examCodes: [OTHER_EXAM], expiresAt: '2014-07-01T03:59:59.999Z', codeHash: 'hash-of-new' },
        },
      });
  });

  it('leaves out the messages of the provider', async () => {
    await given({ ...voucher, events: firstBooked })
      .projectedBy(vouchersProjection)
      .then({
        documents: {
          1: { voucher: { messages: [] } },
        },
      });
  });

  it('is one a voucher, and none of another stream', async () => {
    await given(
      { ...voucher, events: active },
      { ...voucher, stream: 'voucher-2', events: [requested(), declined()] },
      { ...voucher, stream: 'parcel-3', events: active },
    )
      .projectedBy(vouchersProjection)
      .then({ documents: { 1: { status: 'active' }, 2: { status: 'declined' } } });
  });

  it('and its tallies are the same however the events of any story come', async () => {
    await fc.assert(
      fc.asyncProperty(setting, steps, async (terms, story) => {
        const events = play(terms, story).flatMap(({ decision }) => decision.events);
        await given({ ...voucher, events })
          .projectedBy(vouchersProjection)
          .then({});
      }),
      { numRuns: 50 },
    );
  });
});
