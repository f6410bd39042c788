import type { Type } from '@nestjs/common';
import { accepting, Field, FieldKind, type FieldOptions } from './field.js';
import { readDto } from './read-dto.js';
import { isAtMost } from './text.js';

/** An object with fields of its own. */
export function Nested(dto: Type<object>, options: FieldOptions): PropertyDecorator {
  const kind = new FieldKind((value) => readDto(dto, value), 'must be an object', dto);
  return Field(kind, { type: () => dto }, options);
}

export interface ListOptions extends FieldOptions {
  readonly min: number;
  readonly max: number;
  /** Characters of one text. */
  readonly longest: number;
  readonly among?: readonly string[];
  /** How one text looks, for the documentation alone: that it does is a rule of the domain. */
  readonly pattern?: string;
}

/** A list of texts, each in the list once. */
export function ListOfText(options: ListOptions): PropertyDecorator {
  const { min, max, longest, among, pattern } = options;
  const isOne = (value: unknown): boolean =>
    typeof value === 'string' && isAtMost(longest, value) && (among?.includes(value) ?? true);
  const isList = (value: unknown): value is readonly string[] =>
    Array.isArray(value) &&
    value.length >= min &&
    value.length <= max &&
    value.every(isOne) &&
    new Set(value).size === value.length;
  const texts = among ? ` out of ${among.join(', ')}` : ` of at most ${longest} characters`;
  return Field(
    new FieldKind(accepting(isList), `must be a list of ${min} to ${max} different texts${texts}`),
    {
      type: 'array',
      items: {
        type: 'string',
        maxLength: longest,
        ...(among && { enum: [...among] }),
        ...(pattern !== undefined && { pattern }),
      },
      minItems: min,
      maxItems: max,
      uniqueItems: true,
    },
    options,
  );
}
