import { reissueCode, revoke } from '../../testing/commands.js';
import { codeReissued, declined, expired, requested, revoked } from '../../testing/events.js';
import { given, voucherOf } from '../../testing/given.js';
import { EXPIRES_AT } from '../../testing/offers.js';
import { active, firstPassed, ISSUED_AT, retakeBooked } from '../../testing/stories.js';

const commands = [
  ['ReissueVoucherCode', reissueCode('new', 'hash-of-new'), codeReissued('new', 'hash-of-new')],
  ['RevokeVoucher', revoke, revoked(EXPIRES_AT)],
] as const;

describe.each(commands)('%s', (_name, command, event) => {
  it.each([
    ['fresh', active],
    ['half used', retakeBooked],
  ])('is taken on a %s voucher up to its expiry instant', (_status, history) => {
    given(...history)
      .when(command, EXPIRES_AT)
      .then(event);
    given(...history)
      .when(command, '2014-06-01T04:00:00.000Z')
      .thenRefused('VOUCHER_NOT_ACTIVE');
  });

  it.each([
    ['requested', [requested()]],
    ['declined', [requested(), declined()]],
    ['completed', firstPassed],
    ['expired', [...active, expired(1, [])]],
    ['revoked', [...active, revoked(ISSUED_AT)]],
  ])('rule 18: is refused on a %s voucher', (_status, history) => {
    given(...history)
      .when(command, ISSUED_AT)
      .thenRefused('VOUCHER_NOT_ACTIVE');
  });

  it('rule 20: is refused where there is no voucher', () => {
    given().when(command, ISSUED_AT).thenRefused('VOUCHER_NOT_FOUND');
  });
});

it('the old code stops working: the voucher has only the new one', () => {
  expect(voucherOf(...active, codeReissued('new', 'hash-of-new'))).toMatchObject({
    code: 'new',
    codeHash: 'hash-of-new',
  });
});
