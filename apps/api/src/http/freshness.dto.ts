import { QueryNumber } from '../validation/numbers.js';
import { Pattern } from '../validation/text.js';

/** What every query takes. */
export class FreshnessDto {
  @Pattern(/^\d{1,18}$/, 'must be a position: a decimal string, as a command answers it', {
    description: '`position` of a command: the answer has seen it.',
    example: '1042',
    optional: true,
  })
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
