import { accepting, Field, FieldKind, type FieldOptions } from './field.js';

const WHOLE = new FieldKind(
  accepting((value): value is number => Number.isSafeInteger(value)),
  'must be a whole number',
);

const HIGHEST_SCORE = 10_000;

const SCORE = new FieldKind(
  accepting((value): value is number => isBetween(value, 0, HIGHEST_SCORE)),
  `must be a number from 0 to ${HIGHEST_SCORE}`,
);

/** A whole number; its range is a rule of the domain, and here for the documentation alone. */
export function WholeNumber(
  options: FieldOptions & { readonly min: number; readonly max: number },
): PropertyDecorator {
  return Field(WHOLE, { type: 'integer', minimum: options.min, maximum: options.max }, options);
}

export function ScoreField(options: FieldOptions): PropertyDecorator {
  return Field(SCORE, { type: Number, minimum: 0, maximum: HIGHEST_SCORE }, options);
}

/** A whole number in a query string. */
export function QueryNumber(
  options: FieldOptions & { readonly min: number; readonly max: number; readonly default: number },
): PropertyDecorator {
  const { min, max } = options;
  const read = (value: unknown): number | undefined => {
    const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
    return isBetween(number, min, max) ? number : undefined;
  };
  return Field(
    new FieldKind(read, `must be a whole number from ${min} to ${max}`),
    { type: 'integer', minimum: min, maximum: max, default: options.default },
    options,
  );
}

function isBetween(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && value >= min && value <= max;
}
