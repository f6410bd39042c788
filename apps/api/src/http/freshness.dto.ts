import { Field } from '../validation/field.js';
import { QueryNumber } from '../validation/numbers.js';

/** What every query takes. */
export class FreshnessDto {
  @Field(
    {
      accepts: (value) => typeof value === 'string' && /^\d{1,19}$/.test(value),
      message: 'must be a position: a decimal string, as a command answers it',
      schema: { type: String, pattern: '^\\d{1,19}$' },
    },
    { description: '`position` of a command: the answer has seen it.', example: '1042', optional: true },
  )
  readonly waitFor?: string;

  @QueryNumber({
    min: 0,
    max: 10_000,
    default: 2_000,
    description: 'Milliseconds to wait for it.',
    example: 2_000,
    optional: true,
  })
  readonly timeoutMs?: number;
}
