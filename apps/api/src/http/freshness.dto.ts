import { QueryNumber } from '../validation/numbers.js';
import { Pattern } from '../validation/text.js';

/** Milliseconds. */
export const DEFAULT_TIMEOUT = 2_000;

/** What every query takes. */
export class FreshnessDto {
  @Pattern(/^\d{1,18}$/, 'must be a position: a decimal string, as in the answer to a command', {
    description: '`position` of a command: the answer includes what it recorded.',
    example: '1042',
    optional: true,
  })
  readonly waitFor?: string;

  @QueryNumber({
    min: 0,
    max: 10_000,
    default: DEFAULT_TIMEOUT,
    description: 'Milliseconds to wait for it.',
    example: DEFAULT_TIMEOUT,
    optional: true,
  })
  readonly timeoutMs?: number;
}
