import { DateTime, IANAZone } from 'luxon';
import { remembered } from './remembered.js';

/** A point in time, RFC 3339 in UTC with milliseconds (`2014-05-31T23:59:59.999Z`): compares as a string. */
export type Instant = string;

/** A calendar day, `YYYY-MM-DD`. */
export type CalendarDate = string;

/** Name of a time zone in the IANA database, `America/New_York`. */
export type TimeZone = string;

const MILLISECONDS_PER_HOUR = 3_600_000;

export function addHours(instant: Instant, hours: number): Instant {
  return new Date(Date.parse(instant) + hours * MILLISECONDS_PER_HOUR).toISOString();
}

export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}

/**
 * First millisecond of the day there. Where clocks go back over midnight, so that it comes twice, the first counts;
 * a day that the zone skips begins with the day after it.
 */
export const startOfDay = remembered((date: CalendarDate, timeZone: TimeZone): Instant => {
  const midnights = DateTime.fromISO(date, { zone: timeZone }).startOf('day').getPossibleOffsets();
  return new Date(Math.min(...midnights.map((midnight) => midnight.toMillis()))).toISOString();
});

/** Last millisecond of the day there, daylight saving included. */
export function endOfDay(date: CalendarDate, timeZone: TimeZone): Instant {
  return addMilliseconds(startOfDay(addDays(date, 1), timeZone), -1);
}

/** The day on which the instant, of 1973 or later, falls there: since then all zones are whole minutes off UTC. */
export function dayOf(instant: Instant, timeZone: TimeZone): CalendarDate {
  return dayOfMinute(instant.slice(0, LENGTH_TO_MINUTE), timeZone);
}

const LENGTH_TO_MINUTE = '2014-05-31T23:59'.length;

const dayOfMinute = remembered((minute: string, timeZone: TimeZone) =>
  DateTime.fromISO(`${minute}Z`, { zone: timeZone }).toFormat('yyyy-MM-dd'),
);

export const addDays = remembered((date: CalendarDate, days: number): CalendarDate =>
  DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd'),
);

/** Whether the text is a day of the years 1000 to 9989: whatever is reckoned from it keeps a four-digit year. */
export function isCalendarDate(text: string): boolean {
  if (!/^(?!0|999)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00.000Z`);
  // The 30th of February is read as a day of March.
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

export function earlierOf(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}

export function laterOf(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
