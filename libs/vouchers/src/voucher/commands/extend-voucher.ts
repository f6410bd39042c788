import { type CalendarDate, endOfDay, isCalendarDate } from '../../shared/calendar.js';
import type { Rule } from '../../shared/decision.js';
import { active } from '../rules/voucher-rules.js';
import type { IssuedVoucher } from '../voucher.state.js';
import { onIssuedVoucher } from './on-issued-voucher.js';

export interface ExtendVoucher {
  readonly type: 'ExtendVoucher';
  /** New last day, in the time zone of the voucher's terms. */
  readonly validUntil: CalendarDate;
  readonly reason: string;
}

const endsLater: Rule<ExtendVoucher, IssuedVoucher> = ({ validUntil }, { expiresAt, terms }) => {
  if (isCalendarDate(validUntil) && endOfDay(validUntil, terms.timeZone) > expiresAt) return undefined;
  return {
    code: 'EXTENSION_NOT_LATER',
    detail: `The voucher already ends at ${expiresAt}; name a later day (YYYY-MM-DD).`,
  };
};

export const extendVoucher = onIssuedVoucher<ExtendVoucher>(
  [active, endsLater],
  ({ validUntil, reason }, { offerId, expiresAt: previousExpiresAt, terms }) => [
    {
      type: 'VoucherExtended',
      data: { offerId, previousExpiresAt, expiresAt: endOfDay(validUntil, terms.timeZone), reason },
    },
  ],
);
