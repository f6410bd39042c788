import { asDomainEvent } from '#recorded-events';
import {
  CANDIDATE_STREAM_PREFIX,
  type CandidateEvent,
  VOUCHER_STREAM_PREFIX,
  type VoucherRequested,
} from '#vouchers';
import type { Projection } from '../projection.js';

/** One document a candidate. Once erased it says nothing but that. */
export interface CandidateDocument {
  readonly candidateId: string;
  /** As sealed with the latest request; absent once erased. */
  readonly sealed?: string;
  readonly emailHash?: string;
}

export const candidatesProjection: Projection<CandidateDocument> = {
  name: 'candidates',
  version: 1,
  filter: {
    streamPrefixes: [VOUCHER_STREAM_PREFIX, CANDIDATE_STREAM_PREFIX],
    eventTypes: ['VoucherRequested', 'CandidateErased'],
  },
  indexes: ['emailHash'],
  keys: (event) => [asDomainEvent<VoucherRequested | CandidateEvent>(event).data.candidateId],
  evolve: (_document, recorded) => {
    const event = asDomainEvent<VoucherRequested | CandidateEvent>(recorded);
    const { candidateId } = event.data;
    if (event.type === 'CandidateErased') return { candidateId };
    return { candidateId, sealed: event.data.candidate, emailHash: event.data.emailHash };
  },
};
