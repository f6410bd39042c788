import { parseInstant } from '#clock';
import { isCalendarDate } from '#vouchers';
import { Field, FieldKind, type FieldOptions, textThat } from './field.js';

const INSTANT_SENTENCE = 'must be an RFC 3339 instant with offset, such as 2014-05-01T12:00:00Z';

const INSTANT = new FieldKind(asInstant, INSTANT_SENTENCE);

const INSTANT_IN_QUERY = new FieldKind(asInstantInQuery, INSTANT_SENTENCE);

const DAY = new FieldKind(textThat(isCalendarDate), 'must be a calendar day, YYYY-MM-DD');

const YEARS_1000_TO_9989 = '^(?!0|999)';

/** An RFC 3339 instant with offset, handed on in UTC with milliseconds. */
export function InstantField(options: FieldOptions): PropertyDecorator {
  return Field(INSTANT, { type: String, format: 'date-time' }, options);
}

/** The same in a query string. */
export function QueryInstantField(options: FieldOptions): PropertyDecorator {
  return Field(INSTANT_IN_QUERY, { type: String, format: 'date-time' }, options);
}

/** A day that the calendar has. */
export function DateField(options: FieldOptions): PropertyDecorator {
  return Field(DAY, { type: String, format: 'date', pattern: YEARS_1000_TO_9989 }, options);
}

/** A bare `+` in a query string arrives as a space, so there a space is read as the `+` of an offset. */
export function asInstantInQuery(value: unknown): string | undefined {
  return asInstant(typeof value === 'string' ? value.replace(' ', '+') : value);
}

function asInstant(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 40 ? parseInstant(value) : undefined;
}
