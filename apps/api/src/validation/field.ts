import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';

/** How a field stands in the documentation, and whether it may be left out. */
export interface FieldOptions {
  readonly description: string;
  readonly example?: unknown;
  readonly optional?: boolean;
}

interface Kind {
  readonly accepts: (value: unknown) => boolean;
  /** Follows the field's name in a sentence: `must be a calendar day`. */
  readonly message: string;
  readonly schema: ApiPropertyOptions;
}

/** One field of a DTO: what it accepts, what is said when it does not, and how it is documented. */
export function Field({ accepts, message, schema }: Kind, options: FieldOptions): PropertyDecorator {
  const { description, example, optional = false } = options;
  return applyDecorators(
    // The two options types of Nest differ by kind of schema, and each of ours is one of them.
    ApiProperty({
      ...schema,
      description,
      required: !optional,
      ...(example !== undefined && { example }),
    } as ApiPropertyOptions),
    ...(optional ? [Omittable()] : []),
    ValidateBy({ name: 'field', validator: { validate: accepts, defaultMessage: () => message } }),
  );
}

/** The field may be absent. `null` is not absent. */
function Omittable(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}
