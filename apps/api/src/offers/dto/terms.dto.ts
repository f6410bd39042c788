import {
  type Approval,
  type Audience,
  MAX_EXAMS_PER_VOUCHER,
  MAX_HOURS,
  MAX_VALID_FOR_DAYS,
  MAX_VOUCHERS_PER_CANDIDATE,
} from '#vouchers';
import { ListOfText } from '../../validation/nested.js';
import { WholeNumber } from '../../validation/numbers.js';
import { OneOf, Text } from '../../validation/text.js';
import { DateField } from '../../validation/time.js';

/** Only their form is checked here; whether they hold together is for the domain (`OFFER_TERMS_INVALID`). */
export class TermsDto {
  @Text({ max: 200, description: 'What the offer is called.', example: 'Second Shot 2014' })
  readonly name!: string;

  @OneOf(['professional', 'academic', 'newcomer'], { description: 'For whom.', example: 'professional' })
  readonly audience!: Audience;

  @Text({ max: 200, description: 'The company that runs the test centres.', example: 'Prometric' })
  readonly provider!: string;

  @ListOfText({
    min: 0,
    max: 100,
    longest: 10,
    pattern: '^\\d{3}$',
    description: 'First three digits of the exam codes that qualify.',
    example: ['070', '071'],
  })
  readonly eligiblePrefixes!: readonly string[];

  @DateField({ description: 'First day on which a voucher can be requested.', example: '2014-01-06' })
  readonly opensOn!: string;

  @DateField({ description: 'Last day on which a voucher can be requested.', example: '2014-05-31' })
  readonly closesOn!: string;

  @Text({
    max: 100,
    description: 'IANA name of the time zone in which the days begin and end.',
    example: 'America/New_York',
  })
  readonly timeZone!: string;

  @DateField({
    description: 'Last day of every voucher; give this or `validForDays`.',
    example: '2014-05-31',
    optional: true,
  })
  readonly validUntil?: string;

  @WholeNumber({
    min: 1,
    max: MAX_VALID_FOR_DAYS,
    description: 'Days from the day of issue; give this or `validUntil`.',
    optional: true,
  })
  readonly validForDays?: number;

  @DateField({
    description: 'No voucher is valid beyond this day.',
    example: '2014-05-31',
    optional: true,
  })
  readonly lastSittingOn?: string;

  @WholeNumber({
    min: 1,
    max: MAX_EXAMS_PER_VOUCHER,
    description: '1 for individual exams, more for a pack. Default 1.',
    example: 1,
    optional: true,
  })
  readonly examsPerVoucher?: number;

  @WholeNumber({
    min: 1,
    max: MAX_VOUCHERS_PER_CANDIDATE,
    description: 'Default 1.',
    example: 1,
    optional: true,
  })
  readonly vouchersPerCandidate?: number;

  @OneOf(['automatic', 'manual'], { description: 'Default automatic.', example: 'automatic', optional: true })
  readonly approval?: Approval;

  @WholeNumber({
    min: 0,
    max: MAX_HOURS,
    description: 'Hours from a failed sitting to the earliest retake. Default 0.',
    example: 24,
    optional: true,
  })
  readonly retakeWaitHours?: number;

  @WholeNumber({
    min: 0,
    max: MAX_HOURS,
    description: 'Within so many hours before its start an appointment cannot be moved any more. Default 24.',
    example: 24,
    optional: true,
  })
  readonly changeNoticeHours?: number;
}
