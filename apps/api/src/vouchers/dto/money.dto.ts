import { Field } from '../../validation/field.js';

const AMOUNT = /^(0|[1-9]\d{0,9})(\.\d{1,4})?$/;
/** Form of an ISO 4217 code. */
const CURRENCY = /^[A-Z]{3}$/;

export class MoneyDto {
  @Field(
    {
      accepts: (value) => typeof value === 'string' && AMOUNT.test(value),
      message: 'must be a decimal string that is not negative, with at most 4 decimals, such as "160.00"',
      schema: { type: String, pattern: AMOUNT.source },
    },
    { description: 'Decimal string.', example: '160.00' },
  )
  readonly amount!: string;

  @Field(
    {
      accepts: (value) => typeof value === 'string' && CURRENCY.test(value),
      message: 'must be an ISO 4217 code, such as "USD"',
      schema: { type: String, pattern: CURRENCY.source },
    },
    { description: 'ISO 4217 code.', example: 'USD' },
  )
  readonly currency!: string;
}
