import { PathDto } from '../../http/path.dto.js';
import { OfferIdField } from '../../validation/text.js';

export class OfferPathDto extends PathDto {
  @OfferIdField()
  readonly offerId!: string;
}
