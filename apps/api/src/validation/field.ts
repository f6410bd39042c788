import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';

/** How a field stands in the documentation, and whether it may be left out. */
export interface FieldOptions {
  readonly description: string;
  readonly example?: unknown;
  readonly optional?: boolean;
}

/** What a field takes. */
export class FieldKind {
  constructor(
    /** The value as it is handed on; `undefined` when it is refused. */
    readonly read: (value: unknown) => unknown,
    /** Follows the field's name in a sentence: `must be a calendar day`. */
    readonly message: string,
    /** Of an object with fields of its own, which are read in place of the object. */
    readonly nested?: Type<object>,
  ) {}
}

/** One field of a DTO: what it takes, what is said when it is refused, and how it is documented. */
export function Field(
  kind: FieldKind,
  schema: ApiPropertyOptions,
  { description, example, optional = false }: FieldOptions,
): PropertyDecorator {
  const shown = { ...schema, description, required: !optional, ...(example !== undefined && { example }) };
  return applyDecorators(
    // Spread over a union of kinds of schema, TypeScript does not see that it is still one of them.
    ApiProperty(shown as ApiPropertyOptions),
    ValidateBy({
      name: 'field',
      constraints: [kind],
      validator: {
        validate: (value) => kind.read(value) !== undefined,
        defaultMessage: () => kind.message,
      },
    }),
    // Absent is not the same as `null`, which no field takes.
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
  );
}

/** Takes what passes the test, as it is. */
export function accepting<Value>(test: (value: unknown) => value is Value): (value: unknown) => unknown {
  return (value) => (test(value) ? value : undefined);
}

/** Takes texts that pass the test. */
export function textThat(test: (text: string) => boolean): (value: unknown) => unknown {
  return (value) => (typeof value === 'string' && test(value) ? value : undefined);
}
