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

  it('says nothing of a candidate whose request was sealed before the erasure, and recorded after it', async () => {
    const late = { ...request, events: [requestedWith('sealed.1.key-1.AAAA', 'hash-late')] };
    await given(erasure, late)
      .projectedBy(candidatesProjection)
      .then({
        documents: { [CANDIDATE]: { candidateId: CANDIDATE } },
        absent: { [CANDIDATE]: ['sealed', 'emailHash'] },
      });
  });

  it('keeps what an erased candidate gave anew, when what was sealed before comes after that', async () => {
    const back = {
      ...request,
      stream: 'voucher-2',
      events: [requestedWith('sealed.1.key-2.AAAA', 'hash-anew')],
    };
    const late = { ...request, events: [requestedWith('sealed.1.key-1.AAAA', 'hash-late')] };
    await given(erasure, back, late)
      .projectedBy(candidatesProjection)
      .then({ documents: { [CANDIDATE]: { sealed: 'sealed.1.key-2.AAAA', emailHash: 'hash-anew' } } });
  });

  it('forgets again what an erased candidate gave anew', async () => {
    const back = {
      ...request,
      stream: 'voucher-2',
      events: [requestedWith('sealed.1.key-2.AAAA', 'hash-anew')],
    };
    const again = { ...erasure, events: [{ ...erased, data: { ...erased.data, keyIds: ['key-2'] } }] };
    const late = { ...request, events: [requestedWith('sealed.1.key-1.AAAA', 'hash-late')] };
    await given(erasure, back, again, late)
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
