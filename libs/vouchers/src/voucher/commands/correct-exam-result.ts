import type { Context, Rule } from '../../shared/decision.js';
import type { ExamCode } from '../../shared/exam-code.js';
import { type ExamEntry, isRetakeUsed } from '../exam-entry.js';
import { grantRetake } from '../grant-retake.js';
import { examCodeWellFormed } from '../rules/exam-rules.js';
import type { Attempt, CorrectedOutcome, VoucherEvent } from '../voucher.events.js';
import { entryOf, isInForce, type IssuedVoucher } from '../voucher.state.js';
import { onIssuedVoucher } from './on-issued-voucher.js';

/** Staff set right what was recorded of a sitting. */
export interface CorrectExamResult {
  readonly type: 'CorrectExamResult';
  readonly examCode: ExamCode;
  readonly attempt: Attempt;
  readonly outcome: CorrectedOutcome;
  readonly reason: string;
}

const resultRecorded: Rule<CorrectExamResult, IssuedVoucher> = ({ examCode, attempt }, voucher) => {
  if (entryOf(voucher, examCode)?.[attempt]?.sitting) return undefined;
  return {
    code: 'NO_RESULT_RECORDED',
    detail: `No result of the ${attempt} attempt at ${examCode} is recorded.`,
  };
};

export const correctExamResult = onIssuedVoucher<CorrectExamResult>(
  [examCodeWellFormed, resultRecorded],
  (command, voucher, context) => {
    const { examCode, attempt, outcome, reason } = command;
    const entry = entryOf(voucher, examCode);
    const previousOutcome = entry?.[attempt]?.sitting?.outcome;
    if (!entry || previousOutcome === undefined || previousOutcome === outcome) return [];
    const { offerId } = voucher;
    const data = { offerId, examCode, attempt, previousOutcome, outcome, reason };
    return [{ type: 'ExamResultCorrected', data }, ...consequences(command, entry, voucher, context)];
  },
);

/** Rule 17: a corrected first sitting grants or withdraws the retake, unless that is used already. */
function consequences(
  { examCode, attempt, outcome }: CorrectExamResult,
  entry: ExamEntry,
  voucher: IssuedVoucher,
  { now }: Context,
): readonly VoucherEvent[] {
  if (attempt === 'retake' || isRetakeUsed(entry)) return [];
  if (outcome !== 'failed') {
    return entry.retake ? [{ type: 'RetakeWithdrawn', data: { offerId: voucher.offerId, examCode } }] : [];
  }
  const takenAt = entry.first.sitting?.takenAt;
  return takenAt !== undefined && isInForce(voucher, now) ? [grantRetake(voucher, examCode, takenAt)] : [];
}
