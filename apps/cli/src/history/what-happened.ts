import type { Appointment, Money, VoucherEvent } from '#vouchers';

/** What an event says, in a few words, without what is sealed or hashed in it. */
export function whatHappened({ type, data }: VoucherEvent): string {
  switch (type) {
    case 'VoucherRequested':
      return `candidate ${data.candidateId}, offer ${data.offerId}${listed(data.exams)}`;
    case 'VoucherIssued':
      return `until ${data.expiresAt}`;
    case 'VoucherDeclined':
      return data.reason;
    case 'ExamScheduled':
      return `${data.examCode} first, ${booked(data.appointment)}`;
    case 'ExamPaid':
      return `${data.examCode}, ${money(data.price)} (${data.paymentReference})`;
    case 'ExamRescheduled':
      return `${data.examCode} ${data.attempt}, ${booked(data.appointment)}`;
    case 'AppointmentCancelled':
      return `${data.examCode} ${data.attempt}, by ${data.cancelledBy}${data.refundDue ? ', refund due' : ''}${because(data.reason)}`;
    case 'ExamForfeited':
      return `${data.examCode} ${data.attempt}, ${data.cause}`;
    case 'ExamResultRecorded':
      return `${data.examCode} ${data.attempt} ${data.outcome}${scored(data.score)}, taken ${data.takenAt} (${data.reportId})`;
    case 'RetakeGranted':
      return `${data.examCode}, from ${data.availableFrom} until ${data.expiresAt}`;
    case 'RetakeScheduled':
      return `${data.examCode} retake, ${booked(data.appointment)}`;
    case 'RetakeWithdrawn':
      return data.examCode;
    case 'ExamResultCorrected':
      return `${data.examCode} ${data.attempt}, ${data.previousOutcome} to ${data.outcome}${because(data.reason)}`;
    case 'VoucherExtended':
      return `until ${data.expiresAt}${because(data.reason)}`;
    case 'VoucherCodeReissued':
    case 'VoucherRevoked':
      return data.reason;
    case 'VoucherExpired':
      return `unused: ${data.unused.firstSittings} first sittings, ${data.unused.retakes.length} retakes`;
    default:
      return unknown(type);
  }
}

const listed = (exams: readonly string[] = []): string => (exams.length > 0 ? `, ${exams.join(' ')}` : '');
const because = (reason: string | undefined): string => (reason === undefined ? '' : `: ${reason}`);
const scored = (score: number | undefined): string => (score === undefined ? '' : ` with ${score}`);
const money = ({ amount, currency }: Money): string => `${amount} ${currency}`;

function booked({ startsAt, siteCode, bookingReference }: Appointment): string {
  return `${startsAt} at ${siteCode} (${bookingReference})`;
}

/** Of a newer release than this one. */
function unknown(_type: never): string {
  return '';
}
