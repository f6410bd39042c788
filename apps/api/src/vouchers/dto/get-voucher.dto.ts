import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { FreshnessDto } from '../../http/freshness.dto.js';
import { Field } from '../../validation/field.js';
import { asInstant } from '../../validation/time.js';

const REVISION_OR_POSITION = /^(r\d{1,15}|p\d{1,19})$/;

function AsOf(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => asInstant(value) ?? value),
    Field(
      {
        accepts: (value) =>
          typeof value === 'string' && (REVISION_OR_POSITION.test(value) || asInstant(value) !== undefined),
        message: 'must be a revision (r5), a position (p123) or an RFC 3339 instant with offset',
        schema: { type: String },
      },
      {
        description: 'The voucher as it was at a revision (`r5`), a position (`p123`) or an instant.',
        example: 'r5',
        optional: true,
      },
    ),
  );
}

export class GetVoucherDto extends FreshnessDto {
  @AsOf()
  readonly asOf?: string;
}
