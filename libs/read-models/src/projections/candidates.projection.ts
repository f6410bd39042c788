import { keyIdOf } from '#personal-data';
import { asDomainEvent } from '#recorded-events';
import {
  CANDIDATE_STREAM_PREFIX,
  type CandidateEvent,
  VOUCHER_STREAM_PREFIX,
  type VoucherRequested,
} from '#vouchers';
import type { Projection } from '../projection.js';

/**
 * One document per candidate. Once the candidate is erased, it holds nothing but that, and which keys were destroyed.
 */
export interface CandidateDocument {
  readonly candidateId: string;
  /** As sealed with the latest request; absent once erased. */
  readonly sealed?: string;
  readonly emailHash?: string;
  /** Keys that are destroyed: a request that was sealed before an erasure can be recorded after it. */
  readonly erasedKeyIds?: readonly string[];
}

export const candidatesProjection: Projection<CandidateDocument> = {
  name: 'candidates',
  version: 2,
  filter: {
    streamPrefixes: [VOUCHER_STREAM_PREFIX, CANDIDATE_STREAM_PREFIX],
    eventTypes: ['VoucherRequested', 'CandidateErased'],
  },
  indexes: ['emailHash'],
  keys: (event) => [asDomainEvent<VoucherRequested | CandidateEvent>(event).data.candidateId],
  evolve: (document, recorded) => {
    const event = asDomainEvent<VoucherRequested | CandidateEvent>(recorded);
    const { candidateId } = event.data;
    const { erasedKeyIds = [] } = document ?? {};
    if (event.type === 'CandidateErased') {
      return { candidateId, erasedKeyIds: [...erasedKeyIds, ...event.data.keyIds] };
    }
    const { candidate: sealed, emailHash } = event.data;
    if (erasedKeyIds.includes(keyIdOf(sealed) ?? '')) return document;
    return { candidateId, sealed, emailHash, ...(erasedKeyIds.length > 0 && { erasedKeyIds }) };
  },
};
