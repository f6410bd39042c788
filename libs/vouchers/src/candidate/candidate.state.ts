import type { CandidateEvent } from './candidate.events.js';

export interface Candidate {
  readonly erasedKeyIds: readonly string[];
}

export const initialCandidate: Candidate = { erasedKeyIds: [] };

export function evolveCandidate(candidate: Candidate, event: CandidateEvent): Candidate {
  return { erasedKeyIds: [...candidate.erasedKeyIds, ...event.data.keyIds] };
}
