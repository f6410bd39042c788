import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Field, type FieldOptions } from './field.js';

/** A whole number; its range is a rule of the domain. */
export function WholeNumber(options: FieldOptions): PropertyDecorator {
  return Field(
    { accepts: Number.isSafeInteger, message: 'must be a whole number', schema: { type: 'integer' } },
    options,
  );
}

export function ScoreField(options: FieldOptions): PropertyDecorator {
  return Field(
    {
      accepts: (value) => typeof value === 'number' && value >= 0 && value <= 10_000,
      message: 'must be a number from 0 to 10000',
      schema: { type: Number, minimum: 0, maximum: 10_000 },
    },
    options,
  );
}

/** A whole number in a query string. */
export function QueryNumber(
  options: FieldOptions & { readonly min: number; readonly max: number; readonly default: number },
): PropertyDecorator {
  const { min, max } = options;
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
    ),
    Field(
      {
        accepts: (value) => typeof value === 'number' && value >= min && value <= max,
        message: `must be a whole number from ${min} to ${max}`,
        schema: { type: 'integer', minimum: min, maximum: max, default: options.default },
      },
      options,
    ),
  );
}
