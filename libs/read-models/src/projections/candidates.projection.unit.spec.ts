import { active, CANDIDATE, ISSUED_AT, requested } from '#vouchers/testing';
import type { CandidateErased, VoucherRequested } from '#vouchers';
import { given } from '../testing/given.js';
import { candidatesProjection } from './candidates.projection.js';

const erased: CandidateErased = {
  type: 'CandidateErased',
  data: { candidateId: CANDIDATE, keyIds: ['key-1'], reason: 'asked' },
};
const request = { stream: 'voucher-1', at: ISSUED_AT, events: active };
const erasure = { stream: `candidate-${CANDIDATE}`, at: ISSUED_AT, events: [erased] };

function requestedWith(candidate: string, emailHash: string): VoucherRequested {
  const { type, data } = requested();
  return { type, data: { ...data, candidate, emailHash } };
}

describe('the candidate document', () => {
  it('has what was sealed with the latest request', async () => {
    const moved = { ...request, stream: 'voucher-2', events: [requestedWith('sealed-later', 'hash-later')] };
    await given(request, moved)
      .projectedBy(candidatesProjection)
      .then({ documents: { [CANDIDATE]: { sealed: 'sealed-later', emailHash: 'hash-later' } } });
  });

  it('says nothing of a candidate who was erased', async () => {
    await given(request, erasure)
      .projectedBy(candidatesProjection)
      .then({
        documents: { [CANDIDATE]: { candidateId: CANDIDATE } },
        absent: { [CANDIDATE]: ['sealed', 'emailHash'] },
      });
  });

  it('has what an erased candidate gave with a new request', async () => {
    const back = { ...request, stream: 'voucher-2', events: [requestedWith('sealed-anew', 'hash-anew')] };
    await given(request, erasure, back)
      .projectedBy(candidatesProjection)
      .then({ documents: { [CANDIDATE]: { sealed: 'sealed-anew' } } });
  });
});
