import { Pattern } from '../../validation/text.js';

export class MoneyDto {
  @Pattern(
    /^(0|[1-9]\d{0,9})(\.\d{1,4})?$/,
    'must be a decimal string that is not negative, with at most 4 decimals, such as "160.00"',
    { description: 'Decimal string.', example: '160.00' },
  )
  readonly amount!: string;

  @Pattern(/^[A-Z]{3}$/, 'must be an ISO 4217 code, such as "USD"', {
    description: 'ISO 4217 code.',
    example: 'USD',
  })
  readonly currency!: string;
}
