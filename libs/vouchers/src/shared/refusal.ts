/** Codes of the rules in `domain.md`, and of what the rules take for granted. Stable: clients rely on them. */
export type RefusalCode =
  | 'OFFER_NOT_FOUND'
  | 'OFFER_ALREADY_PUBLISHED'
  | 'OFFER_TERMS_INVALID'
  | 'OFFER_NOT_OPEN'
  | 'CANDIDATE_LIMIT_REACHED'
  | 'EXAM_CODE_MALFORMED'
  | 'EXAM_NOT_ELIGIBLE'
  | 'EXAM_ALLOWANCE_EXCEEDED'
  | 'EXAM_NOT_IN_PACK'
  | 'VOUCHER_NOT_FOUND'
  | 'VOUCHER_NOT_REQUESTED'
  | 'VOUCHER_NOT_ACTIVE'
  | 'APPOINTMENT_AFTER_EXPIRY'
  | 'APPOINTMENT_IN_PAST'
  | 'EXAM_ALREADY_SCHEDULED'
  | 'EXAM_NOT_PAID'
  | 'ALREADY_PAID'
  | 'RETAKE_IS_FREE'
  | 'NO_SITTING_BOOKED'
  | 'SITTING_OUT_OF_RANGE'
  | 'NO_RESULT_RECORDED'
  | 'RETAKE_NOT_GRANTED'
  | 'RETAKE_ALREADY_USED'
  | 'RETAKE_TOO_EARLY'
  | 'EXAM_ALREADY_PASSED'
  | 'CHANGE_TOO_LATE'
  | 'EXTENSION_NOT_LATER'
  | 'CONFLICTING_DUPLICATE'
  | 'CANDIDATE_NOT_FOUND';

/** One rule that stands against a command. `detail` is a sentence for people. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly detail: string;
}

/** The domain error: a command that a rule refuses. It has recorded nothing. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  /** Code of the first rule that refuses. */
  readonly code: RefusalCode;

  /** @param refusals every rule that refuses, in the order of `domain.md` */
  constructor(readonly refusals: readonly [Refusal, ...Refusal[]]) {
    super(refusals[0].detail);
    this.code = refusals[0].code;
  }
}
