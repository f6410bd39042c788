import { extend, recordResult, scheduleRetake } from '../../testing/commands.js';
import {
  booking,
  expired,
  extended,
  granted,
  issued,
  requested,
  resulted,
  retakeScheduled,
  revoked,
} from '../../testing/events.js';
import { given } from '../../testing/given.js';
import { EXPIRES_AT, offerWith } from '../../testing/offers.js';
import {
  active,
  FIRST_TAKEN,
  firstFailed,
  firstPaid,
  firstPassed,
  ISSUED_AT,
} from '../../testing/stories.js';

const END_OF_JUNE = '2014-07-01T03:59:59.999Z';

describe('ExtendVoucher', () => {
  it('moves the end to the last instant of a later day in the time zone of the terms', () => {
    given(...active)
      .when(extend('2014-06-30'), ISSUED_AT)
      .then(extended(EXPIRES_AT, END_OF_JUNE));
    const apia = [
      requested(),
      issued(offerWith({ timeZone: 'Pacific/Apia' }).terms, '2014-05-31T10:59:59.999Z'),
    ];
    given(...apia)
      .when(extend('2014-06-01'), ISSUED_AT)
      .then(extended('2014-05-31T10:59:59.999Z', '2014-06-01T10:59:59.999Z'));
  });

  it('lets a retake be booked and a fail grant one until the new end', () => {
    const late = booking('B2', END_OF_JUNE);
    given(...firstFailed, extended(EXPIRES_AT, END_OF_JUNE))
      .when(scheduleRetake(late), '2014-06-15T12:00:00.000Z')
      .then(retakeScheduled(late));
    given(...firstPaid, extended(EXPIRES_AT, END_OF_JUNE))
      .when(recordResult('failed', FIRST_TAKEN, 'R1'), '2014-06-15T12:00:00.000Z')
      .then(resulted('first', 'failed', FIRST_TAKEN, 'R1'), granted(FIRST_TAKEN, { expiresAt: END_OF_JUNE }));
  });

  it.each(['2014-05-31', '2014-05-30', '2014-06-31', '9999-12-31', 'June'])(
    'is refused to %s, which is not a later day',
    (day) => {
      given(...active)
        .when(extend(day), ISSUED_AT)
        .thenRefused('EXTENSION_NOT_LATER');
    },
  );

  it('is taken at the expiry instant, and not after it: only before the voucher is closed', () => {
    given(...active)
      .when(extend('2014-06-30'), EXPIRES_AT)
      .then(extended(EXPIRES_AT, END_OF_JUNE));
    given(...active)
      .when(extend('2014-06-30'), '2014-06-01T04:00:00.000Z')
      .thenRefused('VOUCHER_NOT_ACTIVE');
  });

  it.each([
    ['requested', [requested()]],
    ['completed', firstPassed],
    ['expired', [...active, expired(1, [])]],
    ['revoked', [...active, revoked(ISSUED_AT)]],
  ])('is refused on a %s voucher', (_status, history) => {
    given(...history)
      .when(extend('2014-06-30'), ISSUED_AT)
      .thenRefused('VOUCHER_NOT_ACTIVE');
  });

  it('is told every rule that refuses', () => {
    given(...firstPassed)
      .when(extend('2014-05-31'), ISSUED_AT)
      .thenRefused('VOUCHER_NOT_ACTIVE', 'EXTENSION_NOT_LATER');
    given().when(extend('2014-05-31'), ISSUED_AT).thenRefused('VOUCHER_NOT_FOUND');
  });
});
