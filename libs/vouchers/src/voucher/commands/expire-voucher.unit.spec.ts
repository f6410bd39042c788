import { expire } from '../../testing/commands.js';
import {
  booking,
  corrected,
  declined,
  EXAM,
  expired,
  extended,
  forfeited,
  granted,
  issued,
  OTHER_EXAM,
  paid,
  requested,
  resulted,
  revoked,
  scheduled,
} from '../../testing/events.js';
import { given } from '../../testing/given.js';
import { EXPIRES_AT, offerWith } from '../../testing/offers.js';
import {
  active,
  FIRST,
  FIRST_TAKEN,
  firstBooked,
  firstFailed,
  firstPaid,
  firstPassed,
  ISSUED_AT,
  retakeBooked,
  retakeFailed,
} from '../../testing/stories.js';

const AFTER_EXPIRY = '2014-06-01T04:00:00.000Z';

describe('ExpireVoucher', () => {
  it.each([
    ['a sitting that was never booked', active, 1, []],
    ['a sitting that was booked', firstBooked, 1, []],
    ['a sitting that was paid', firstPaid, 1, []],
    ['a retake that waits', firstFailed, 0, [EXAM]],
    ['a retake that was booked', retakeBooked, 0, [EXAM]],
  ] as const)('records what was left unused: %s', (_what, history, firstSittings, retakes) => {
    given(...history)
      .when(expire, AFTER_EXPIRY)
      .then(expired(firstSittings, retakes));
  });

  it('records it for each exam of a pack', () => {
    const history = [
      requested(),
      issued(offerWith({ examsPerVoucher: 5 }).terms),
      ...[scheduled(FIRST), paid(), resulted('first', 'failed', FIRST_TAKEN, 'R1'), granted(FIRST_TAKEN)],
      ...[scheduled(booking('B3', FIRST.startsAt), OTHER_EXAM), forfeited('no-show', 'first', OTHER_EXAM)],
      scheduled(booking('B4', FIRST.startsAt), '070-487'),
    ];
    given(...history)
      .when(expire, AFTER_EXPIRY)
      .then(expired(3, [EXAM]));
  });

  it('counts the exams that a pack names', () => {
    const history = [requested([EXAM, OTHER_EXAM]), issued(offerWith({ examsPerVoucher: 5 }).terms)];
    given(...history)
      .when(expire, AFTER_EXPIRY)
      .then(expired(2, []));
  });

  it('counts no retake that was used', () => {
    const pack = [requested([EXAM, OTHER_EXAM]), issued(offerWith({ examsPerVoucher: 2 }).terms)];
    given(...pack, ...retakeFailed.slice(2))
      .when(expire, AFTER_EXPIRY)
      .then(expired(1, []));
    given(...pack, ...retakeBooked.slice(2), forfeited('no-show', 'retake'))
      .when(expire, AFTER_EXPIRY)
      .then(expired(1, []));
  });

  it('waits until the expiry instant has passed, as it was extended', () => {
    given(...active)
      .when(expire, EXPIRES_AT)
      .thenNothing();
    const expiresAt = '2014-07-01T03:59:59.999Z';
    given(...active, extended(EXPIRES_AT, expiresAt))
      .when(expire, AFTER_EXPIRY)
      .thenNothing();
    given(...active, extended(EXPIRES_AT, expiresAt))
      .when(expire, '2014-07-01T04:00:00.000Z')
      .then(expired(1, [], expiresAt));
  });

  it.each([
    ['requested', [requested()]],
    ['declined', [requested(), declined()]],
    ['completed', firstPassed],
    ['revoked', [...active, revoked(ISSUED_AT)]],
    ['expired', [...active, expired(1, [])]],
  ])('changes nothing on a %s voucher', (_status, history) => {
    given(...history)
      .when(expire, AFTER_EXPIRY)
      .thenNothing();
  });

  it('expires a completed voucher that a correction opened again', () => {
    given(...firstPassed, corrected('first', 'passed', 'failed'), granted(FIRST_TAKEN))
      .when(expire, AFTER_EXPIRY)
      .then(expired(0, [EXAM]));
  });

  it('is refused where there is no voucher', () => {
    given().when(expire, AFTER_EXPIRY).thenRefused('VOUCHER_NOT_FOUND');
  });
});
