import { FreshnessDto } from '../../http/freshness.dto.js';
import { OfferIdField, Pattern } from '../../validation/text.js';
import { DateField } from '../../validation/time.js';

export class OfOfferDto extends FreshnessDto {
  @OfferIdField({ description: 'Only of this offer.', optional: true })
  readonly offerId?: string;
}

export class ExamStatisticsQueryDto extends OfOfferDto {
  @Pattern(/^\d{3}$/, 'must be three digits', {
    description: 'Only exams whose code begins with these three digits.',
    example: '070',
    optional: true,
  })
  readonly prefix?: string;
}

export class ActivityQueryDto extends OfOfferDto {
  @DateField({ description: 'First day.', example: '2014-05-01', optional: true })
  readonly from?: string;

  @DateField({ description: 'Last day.', example: '2014-05-31', optional: true })
  readonly to?: string;
}
