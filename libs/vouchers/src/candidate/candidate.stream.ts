import type { CandidateId } from '../voucher/voucher.stream.js';

export const CANDIDATE_STREAM_PREFIX = 'candidate-';

export function candidateStream(candidateId: CandidateId): string {
  return CANDIDATE_STREAM_PREFIX + candidateId;
}

/**
 * 1 to 100 letters, digits and `. _ : -`. No `@`: an e-mail address is not a pseudonym. Not `.` nor `..`: HTTP clients
 * take them out of a path, and such a candidate could not be erased.
 */
export function isCandidateId(text: string): boolean {
  return /^(?!\.{1,2}$)[A-Za-z0-9._:-]{1,100}$/.test(text);
}
