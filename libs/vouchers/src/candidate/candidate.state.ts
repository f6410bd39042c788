import { unknownEvent } from '../shared/event.js';
import type { CandidateEvent } from './candidate.events.js';

export interface Candidate {
  readonly erasedKeyIds: readonly string[];
}

export const initialCandidate: Candidate = { erasedKeyIds: [] };

export function evolveCandidate(candidate: Candidate, event: CandidateEvent): Candidate {
  switch (event.type) {
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- a later release may know further types
    case 'CandidateErased':
      return { erasedKeyIds: [...candidate.erasedKeyIds, ...event.data.keyIds] };
    default:
      return unknownEvent(candidate, event.type);
  }
}
