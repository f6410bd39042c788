import { FreshnessDto } from '../../http/freshness.dto.js';
import { Field, FieldKind } from '../../validation/field.js';
import { asInstant } from '../../validation/time.js';

const REVISION_OR_POSITION = /^[rp]\d{1,18}$/;

const AS_OF = new FieldKind(
  (value) => (typeof value === 'string' && REVISION_OR_POSITION.test(value) ? value : asInstant(value)),
  'must be a revision (r5), a position (p123) or an RFC 3339 instant with offset',
);

export class GetVoucherDto extends FreshnessDto {
  @Field(
    AS_OF,
    { type: String, pattern: '^([rp]\\d{1,18}|\\d{4}-\\d{2}-\\d{2}[Tt].+)$' },
    {
      description: 'The voucher as it was at a revision (`r5`), a position (`p123`) or an instant.',
      example: 'r5',
      optional: true,
    },
  )
  readonly asOf?: string;
}
