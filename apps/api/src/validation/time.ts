import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { parseInstant } from '#clock';
import { isCalendarDate } from '#vouchers';
import { Field, type FieldOptions } from './field.js';

/** An RFC 3339 instant with offset, handed on in UTC with milliseconds. */
export function InstantField(options: FieldOptions): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => asInstant(value) ?? value),
    Field(
      {
        accepts: (value) => asInstant(value) !== undefined,
        message: 'must be an RFC 3339 instant with offset, such as 2014-05-01T12:00:00Z',
        schema: { type: String, format: 'date-time' },
      },
      options,
    ),
  );
}

/** A day that the calendar has. */
export function DateField(options: FieldOptions): PropertyDecorator {
  return Field(
    {
      accepts: (value) => typeof value === 'string' && value.length === 10 && isCalendarDate(value),
      message: 'must be a calendar day, YYYY-MM-DD',
      schema: { type: String, format: 'date' },
    },
    options,
  );
}

/** A bare `+` in a query string arrives as a space, so a space is read as the `+` of an offset. */
export function asInstant(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  return parseInstant(value.replace(' ', '+'));
}
