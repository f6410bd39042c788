/**
 * An instant as `2014-05-01T12:00:00.000Z`: UTC, always with milliseconds, years 0000 to 9999. Instants in
 * this form sort as the strings they are.
 */
export type Instant = string;

/** RFC 3339 §5.6 `date-time`, of a day that may be none. */
const RFC_3339 = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;
/** Years beyond these are written with a sign in front. */
const WITHIN_YEARS = /^\d/;

/**
 * Reads an RFC 3339 instant, whose offset is compulsory; what is finer than a millisecond is cut off.
 * `undefined` for anything else, dates that no calendar has and leap seconds included.
 */
export function parseInstant(text: string): Instant | undefined {
  if (!RFC_3339.test(text) || !isCalendarDay(text.slice(0, 10))) return undefined;
  const instant = toInstant(Date.parse(text.toUpperCase()));
  return WITHIN_YEARS.test(instant) ? instant : undefined;
}

/** `Date` takes 30 February for the 2nd of March. */
function isCalendarDay(day: string): boolean {
  const milliseconds = Date.parse(day);
  return !Number.isNaN(milliseconds) && toInstant(milliseconds).startsWith(day);
}

/** @param milliseconds since 1970-01-01T00:00:00Z */
export function toInstant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}
