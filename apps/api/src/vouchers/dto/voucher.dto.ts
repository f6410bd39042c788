import { Reason } from '../../validation/text.js';
import { DateField } from '../../validation/time.js';

/** `{}`: nothing more is to be said. */
export class ApproveVoucherDto {}

export class DeclineVoucherDto {
  @Reason({ example: 'not enrolled at a school' })
  readonly reason!: string;
}

export class ExtendVoucherDto {
  @DateField({
    description: "New last day, in the time zone of the voucher's terms.",
    example: '2014-06-30',
  })
  readonly validUntil!: string;

  @Reason({ example: 'test centre was closed' })
  readonly reason!: string;
}

export class RevokeVoucherDto {
  @Reason({ example: 'obtained by fraud' })
  readonly reason!: string;
}

export class ReissueVoucherCodeDto {
  @Reason({ example: 'code was shown to others' })
  readonly reason!: string;
}
