import { recordResult } from '../../testing/commands.js';
import {
  booking,
  cancelled,
  declined,
  expired,
  extended,
  forfeited,
  granted,
  issued,
  OTHER_EXAM,
  paid,
  requested,
  rescheduled,
  resulted,
  retakeScheduled,
  revoked,
  scheduled,
} from '../../testing/events.js';
import { given } from '../../testing/given.js';
import { EXPIRES_AT, offerWith } from '../../testing/offers.js';
import {
  active,
  FIRST,
  FIRST_REPORTED,
  FIRST_TAKEN,
  firstBooked,
  firstFailed,
  firstPaid,
  firstPassed,
  RETAKE_REPORTED,
  RETAKE_TAKEN,
  retakeBooked,
  retakeFailed,
} from '../../testing/stories.js';

const IN_JUNE = '2014-06-10T12:00:00.000Z';
const passedAt = (takenAt: string) => recordResult('passed', takenAt, 'R1');

describe('RecordExamResult', () => {
  it('records a passed first sitting', () => {
    given(...firstPaid)
      .when(passedAt(FIRST_TAKEN), FIRST_REPORTED)
      .then(resulted('first', 'passed', FIRST_TAKEN, 'R1'));
  });

  it('records a failed first sitting and grants the retake in the same append', () => {
    given(...firstPaid)
      .when(recordResult('failed', FIRST_TAKEN, 'R1'), FIRST_REPORTED)
      .then(resulted('first', 'failed', FIRST_TAKEN, 'R1'), granted(FIRST_TAKEN));
  });

  it('rule 12: grants the retake retakeWaitHours after the sitting, not after the report', () => {
    const { terms } = offerWith({ retakeWaitHours: 24 });
    given(requested(), issued(terms), scheduled(FIRST), paid())
      .when(recordResult('failed', FIRST_TAKEN, 'R1'), FIRST_REPORTED)
      .then(
        resulted('first', 'failed', FIRST_TAKEN, 'R1'),
        granted(FIRST_TAKEN, { availableFrom: '2014-03-11T14:05:00.000Z' }),
      );
  });

  it('grants the retake until the end of the voucher as it was extended', () => {
    const expiresAt = '2014-07-01T03:59:59.999Z';
    given(...firstPaid, extended(EXPIRES_AT, expiresAt))
      .when(recordResult('failed', FIRST_TAKEN, 'R1'), FIRST_REPORTED)
      .then(resulted('first', 'failed', FIRST_TAKEN, 'R1'), granted(FIRST_TAKEN, { expiresAt }));
  });

  it.each(['passed', 'failed'] as const)(
    'records a retake that was %s, and grants no third attempt',
    (outcome) => {
      given(...retakeBooked)
        .when(recordResult(outcome, RETAKE_TAKEN, 'R2'), RETAKE_REPORTED)
        .then(resulted('retake', outcome, RETAKE_TAKEN, 'R2'));
    },
  );

  it('needs no score', () => {
    const { score: _score, ...unscored } = resulted('first', 'passed', FIRST_TAKEN, 'R1').data;
    given(...firstPaid)
      .when(
        {
          type: 'RecordExamResult',
          examCode: '070-480',
          outcome: 'passed',
          takenAt: FIRST_TAKEN,
          reportId: 'R1',
        },
        FIRST_REPORTED,
      )
      .then({ type: 'ExamResultRecorded', data: unscored });
  });

  it('rule 8: counts no first sitting that was not paid', () => {
    given(...firstBooked)
      .when(passedAt(FIRST_TAKEN), FIRST_REPORTED)
      .thenRefused('EXAM_NOT_PAID');
  });

  describe('rule 9: a booked attempt', () => {
    it.each([
      ['nothing is booked', active],
      ['the booking was given back', [...firstPaid, cancelled('provider', { refundDue: true })]],
      ['the attempt is forfeited', [...firstPaid, forfeited('no-show')]],
      ['the retake is not booked', firstFailed],
      ['the retake was given back', [...retakeBooked, cancelled('provider', { attempt: 'retake' })]],
      ['both attempts are taken', retakeFailed],
    ])('is missing where %s', (_case, history) => {
      given(...history)
        .when(recordResult('passed', RETAKE_TAKEN, 'R9'), RETAKE_REPORTED)
        .thenRefused('NO_SITTING_BOOKED');
    });

    it('of another exam does not count', () => {
      given(...firstPaid)
        .when(recordResult('passed', FIRST_TAKEN, 'R1', OTHER_EXAM), FIRST_REPORTED)
        .thenRefused('NO_SITTING_BOOKED');
    });
  });

  describe('rule 9: a sitting', () => {
    it('is taken no earlier than the day of the appointment, in the time zone of the offer', () => {
      const start = '2014-03-10T04:00:00.000Z';
      given(...firstPaid)
        .when(passedAt(start), FIRST_REPORTED)
        .then(resulted('first', 'passed', start, 'R1'));
      given(...firstPaid)
        .when(passedAt('2014-03-10T03:59:59.999Z'), FIRST_REPORTED)
        .thenRefused('SITTING_OUT_OF_RANGE');
    });

    it('is judged by the day that the appointment was moved to', () => {
      const moved = rescheduled(booking('B1', '2014-03-17T14:00:00.000Z'));
      given(...firstPaid, moved)
        .when(passedAt(FIRST_TAKEN), RETAKE_REPORTED)
        .thenRefused('SITTING_OUT_OF_RANGE');
    });

    it('is not in the future', () => {
      given(...firstPaid)
        .when(passedAt(FIRST_TAKEN), FIRST_TAKEN)
        .then(resulted('first', 'passed', FIRST_TAKEN, 'R1'));
      given(...firstPaid)
        .when(passedAt(FIRST_TAKEN), '2014-03-10T14:04:59.999Z')
        .thenRefused('SITTING_OUT_OF_RANGE');
    });

    it('is no later than the expiry instant, whenever the report arrives', () => {
      given(...firstPaid)
        .when(passedAt(EXPIRES_AT), IN_JUNE)
        .then(resulted('first', 'passed', EXPIRES_AT, 'R1'));
      given(...firstPaid)
        .when(passedAt('2014-06-01T04:00:00.000Z'), IN_JUNE)
        .thenRefused('SITTING_OUT_OF_RANGE');
    });

    it('of the retake is not before the failed one, on the same day either', () => {
      const sameDay = [...firstFailed, retakeScheduled(booking('B2', '2014-03-10T17:00:00.000Z'))];
      const before = recordResult('passed', '2014-03-10T13:00:00.000Z', 'R2');
      given(...sameDay)
        .when(before, FIRST_REPORTED)
        .thenRefused('SITTING_OUT_OF_RANGE');
      const after = '2014-03-10T18:00:00.000Z';
      given(...sameDay)
        .when(recordResult('passed', after, 'R2'), FIRST_REPORTED)
        .then(resulted('retake', 'passed', after, 'R2'));
    });
  });

  it('rule 13: takes no second result of a passed exam', () => {
    given(...firstPassed)
      .when(recordResult('failed', FIRST_TAKEN, 'R2'), FIRST_REPORTED)
      .thenRefused('EXAM_ALREADY_PASSED');
  });

  describe('rule 16: a fail', () => {
    it('that arrives at the expiry instant still grants the retake', () => {
      given(...firstPaid)
        .when(recordResult('failed', FIRST_TAKEN, 'R1'), EXPIRES_AT)
        .then(resulted('first', 'failed', FIRST_TAKEN, 'R1'), granted(FIRST_TAKEN));
    });

    it.each([
      ['before the expiry is recorded', firstPaid],
      ['after that', [...firstPaid, expired(1, [])]],
    ])('that arrives after expiry, %s, is recorded and grants no retake', (_when, history) => {
      given(...history)
        .when(recordResult('failed', FIRST_TAKEN, 'R1'), '2014-06-01T04:00:00.000Z')
        .then(resulted('first', 'failed', FIRST_TAKEN, 'R1'));
    });
  });

  describe('rule 18', () => {
    const revokedAt = '2014-03-10T15:00:00.000Z';

    it.each([FIRST_TAKEN, revokedAt])(
      'takes the result of a sitting of before the revocation, at %s',
      (takenAt) => {
        given(...firstPaid, revoked(revokedAt))
          .when(recordResult('failed', takenAt, 'R1'), FIRST_REPORTED)
          .then(resulted('first', 'failed', takenAt, 'R1'));
      },
    );

    it('takes none of a sitting after the revocation', () => {
      given(...firstPaid, revoked(revokedAt))
        .when(passedAt('2014-03-10T15:00:00.001Z'), FIRST_REPORTED)
        .thenRefused('VOUCHER_NOT_ACTIVE');
    });

    it('takes the result of a retake on an expired voucher', () => {
      given(...retakeBooked, expired(0, ['070-480']))
        .when(recordResult('failed', RETAKE_TAKEN, 'R2'), IN_JUNE)
        .then(resulted('retake', 'failed', RETAKE_TAKEN, 'R2'));
    });

    it('takes none on a request that was declined or is still open', () => {
      given(requested(), declined())
        .when(passedAt(FIRST_TAKEN), FIRST_REPORTED)
        .thenRefused('VOUCHER_NOT_ACTIVE');
      given(requested()).when(passedAt(FIRST_TAKEN), FIRST_REPORTED).thenRefused('VOUCHER_NOT_ACTIVE');
    });
  });

  describe('rule 19', () => {
    it('changes nothing when the same report comes again, also after expiry, revocation and completion', () => {
      const history = [...firstPaid, resulted('first', 'failed', FIRST_TAKEN, 'R1'), granted(FIRST_TAKEN)];
      for (const later of [[], [expired(0, ['070-480'])], [revoked(RETAKE_REPORTED)]]) {
        given(...history, ...later)
          .when(recordResult('failed', FIRST_TAKEN, 'R1'), IN_JUNE)
          .thenNothing();
      }
      given(...retakeFailed)
        .when(recordResult('failed', FIRST_TAKEN, 'R1'), IN_JUNE)
        .thenNothing();
      given(...retakeFailed)
        .when(recordResult('failed', RETAKE_TAKEN, 'R2'), IN_JUNE)
        .thenNothing();
    });

    it.each([
      ['outcome', recordResult('passed', FIRST_TAKEN, 'R1')],
      ['instant', recordResult('failed', '2014-03-10T14:06:00.000Z', 'R1')],
      ['score', { ...recordResult('failed', FIRST_TAKEN, 'R1'), score: 641 }],
      ['exam', recordResult('failed', FIRST_TAKEN, 'R1', OTHER_EXAM)],
    ])('refuses the same report with another %s', (_what, report) => {
      given(...firstFailed)
        .when(report, FIRST_REPORTED)
        .thenRefused('CONFLICTING_DUPLICATE', 'NO_SITTING_BOOKED');
    });
  });

  it('rules 3 and 20: refuses a malformed code, and a voucher that is not there', () => {
    given(...firstPaid)
      .when(recordResult('passed', FIRST_TAKEN, 'R1', 'constructor'), FIRST_REPORTED)
      .thenRefused('EXAM_CODE_MALFORMED', 'NO_SITTING_BOOKED');
    given().when(passedAt(FIRST_TAKEN), FIRST_REPORTED).thenRefused('VOUCHER_NOT_FOUND');
  });

  it('is told every rule that refuses', () => {
    given(...firstBooked, revoked(FIRST_TAKEN))
      .when(passedAt('2014-06-02T14:05:00.000Z'), IN_JUNE)
      .thenRefused('EXAM_NOT_PAID', 'SITTING_OUT_OF_RANGE', 'VOUCHER_NOT_ACTIVE');
  });
});
