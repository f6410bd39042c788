import { FreshnessDto } from '../../http/freshness.dto.js';
import { Field, FieldKind } from '../../validation/field.js';
import { asInstantInQuery } from '../../validation/time.js';

const REVISION_OR_POSITION = /^[rp]\d{1,18}$/;

/** What the documentation can say of it: months and hours that are none are left to the server. */
const IN_SCHEMA =
  '^([rp]\\d{1,18}|\\d{4}-[01]\\d-[0-3]\\d[Tt][0-2]\\d:[0-5]\\d:[0-5]\\d(\\.\\d+)?([Zz]|[+-][0-2]\\d:[0-5]\\d))$';

const AS_OF = new FieldKind(
  (value) =>
    typeof value === 'string' && REVISION_OR_POSITION.test(value) ? value : asInstantInQuery(value),
  'must be a revision (r5), a position (p123) or an RFC 3339 instant with offset',
);

export class GetVoucherDto extends FreshnessDto {
  @Field(
    AS_OF,
    { type: String, pattern: IN_SCHEMA },
    {
      description: 'The voucher as it was at a revision (`r5`), a position (`p123`) or an instant.',
      example: 'r5',
      optional: true,
    },
  )
  readonly asOf?: string;
}
