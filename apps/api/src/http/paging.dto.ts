import { decodeCursor, type Paging } from '#application';
import { QueryNumber } from '../validation/numbers.js';
import { Text } from '../validation/text.js';
import { FreshnessDto } from './freshness.dto.js';

const DEFAULT_LIMIT = 50;

/** What every list takes. */
export class PagingDto extends FreshnessDto {
  @QueryNumber({
    min: 1,
    max: 200,
    default: DEFAULT_LIMIT,
    description: 'Items in the answer.',
    example: 50,
    optional: true,
  })
  readonly limit?: number;

  @Text({
    max: 1_000,
    description: '`nextCursor` of the previous page.',
    example: 'WyIyMDE0LTA1LTAxVDEyOjAwOjAwLjAwMFoiXQ',
    optional: true,
  })
  readonly cursor?: string;
}

/** For a list that is sorted by this order. */
export function checkCursor({ cursor }: PagingDto, order: string): void {
  if (cursor !== undefined) decodeCursor(cursor, order);
}

export function pagingOf({ limit = DEFAULT_LIMIT, cursor }: PagingDto): Paging {
  return { limit, ...(cursor !== undefined && { cursor }) };
}
