import { PartialType } from '@nestjs/swagger';
import { OfferIdField, Reason } from '../../validation/text.js';
import { TermsDto } from './terms.dto.js';

export class PublishOfferDto extends TermsDto {
  @OfferIdField()
  readonly offerId!: string;
}

/** Any of the terms; naming `validUntil` takes `validForDays` away, and the other way round. */
export class AmendOfferDto extends PartialType(TermsDto, { skipNullProperties: false }) {}

export class CloseOfferDto {
  @Reason({ example: 'the contingent is used up', optional: true })
  readonly reason?: string;
}
