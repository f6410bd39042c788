import { applyDecorators } from '@nestjs/common';
import { type ClassConstructor, Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { Field, type FieldOptions } from './field.js';
import { isJsonObject } from './input.js';

/** An object with fields of its own. */
export function Nested(dto: ClassConstructor<object>, options: FieldOptions): PropertyDecorator {
  return applyDecorators(
    Type(() => dto),
    ValidateNested({ message: 'must be an object' }),
    Field({ accepts: isJsonObject, message: 'must be an object', schema: { type: () => dto } }, options),
  );
}

/** A list of texts, each in the list once. */
export function ListOfText(
  options: FieldOptions & {
    readonly min: number;
    readonly max: number;
    /** Characters of one text. */
    readonly longest: number;
    readonly among?: readonly string[];
  },
): PropertyDecorator {
  const { min, max, longest, among } = options;
  const acceptsOne = (value: unknown): boolean =>
    typeof value === 'string' && value.length <= longest && (among?.includes(value) ?? true);
  return Field(
    {
      accepts: (value) =>
        Array.isArray(value) &&
        value.length >= min &&
        value.length <= max &&
        value.every(acceptsOne) &&
        new Set(value).size === value.length,
      message: `must be a list of ${min} to ${max} different texts${among ? ` out of ${among.join(', ')}` : ''}`,
      schema: {
        type: 'array',
        items: { type: 'string', maxLength: longest, ...(among && { enum: [...among] }) },
        minItems: min,
        maxItems: max,
        uniqueItems: true,
      },
    },
    options,
  );
}
