import { type Decision, refused, unchanged } from '../shared/decision.js';
import type { CandidateId } from '../voucher/voucher.stream.js';
import type { CandidateEvent } from './candidate.events.js';
import type { Candidate } from './candidate.state.js';

export interface EraseCandidate {
  readonly type: 'EraseCandidate';
  readonly candidateId: CandidateId;
  /** The keys with which the candidate's data is sealed now. */
  readonly keyIds: readonly string[];
  readonly reason: string;
}

/** What the command would record, or the rule that refuses it. Erasing an erased candidate changes nothing. */
export function decideCandidate(command: EraseCandidate, candidate: Candidate): Decision<CandidateEvent> {
  const { candidateId, reason } = command;
  const keyIds = command.keyIds.filter((keyId) => !candidate.erasedKeyIds.includes(keyId));
  if (keyIds.length > 0) {
    return { refusals: [], events: [{ type: 'CandidateErased', data: { candidateId, keyIds, reason } }] };
  }
  if (candidate.erasedKeyIds.length > 0) return unchanged;
  return refused({ code: 'CANDIDATE_NOT_FOUND', detail: `Nothing is known about candidate ${candidateId}.` });
}
