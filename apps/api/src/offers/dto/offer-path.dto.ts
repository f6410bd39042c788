import { OfferIdField } from '../../validation/text.js';

export class OfferPathDto {
  @OfferIdField()
  readonly offerId!: string;
}
