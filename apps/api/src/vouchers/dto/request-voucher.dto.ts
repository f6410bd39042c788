import { MAX_EXAMS_PER_VOUCHER } from '#vouchers';
import { ListOfText, Nested } from '../../validation/nested.js';
import {
  CandidateIdField,
  EmailField,
  EXAM_CODE_IN_SCHEMA,
  LONGEST_EXAM_CODE,
  OfferIdField,
  Text,
} from '../../validation/text.js';

export class CandidateDto {
  @CandidateIdField()
  readonly candidateId!: string;

  @Text({ max: 200, description: 'Full name; stored sealed.', example: 'Ada Example' })
  readonly name!: string;

  @EmailField({ description: 'Stored sealed.' })
  readonly email!: string;

  @Text({
    max: 100,
    description: "The provider's number of the candidate; stored sealed.",
    example: 'SR1234567',
    optional: true,
  })
  readonly providerCandidateNumber?: string;
}

export class RequestVoucherDto {
  @OfferIdField()
  readonly offerId!: string;

  @Nested(CandidateDto, { description: 'Who it is for.' })
  readonly candidate!: CandidateDto;

  @ListOfText({
    min: 1,
    max: MAX_EXAMS_PER_VOUCHER,
    longest: LONGEST_EXAM_CODE,
    pattern: EXAM_CODE_IN_SCHEMA,
    description: 'The exams of a pack; without them any eligible exam may be bound.',
    example: ['070-480'],
    optional: true,
  })
  readonly exams?: readonly string[];
}
