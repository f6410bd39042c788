import { addDays, addHours, dayOf, type CalendarDate, type Instant } from '#vouchers';

/** Days that the programme looks back on. */
export const PROGRAMME_DAYS = 240;

/** When, in UTC, what people and providers did is passed on: within such a round nothing waits for another. */
const ROUNDS = ['07:12', '11:47', '16:23', '20:38'] as const;

/** The first round at or after the instant. */
export function roundAt(instant: Instant): Instant {
  const day = instant.slice(0, 10);
  const today = ROUNDS.map((time) => `${day}T${time}:00.000Z`).find((round) => round >= instant);
  return today ?? `${addDays(day, 1)}T${ROUNDS[0]}:00.000Z`;
}

/** The first round so many hours later, or after that. */
export function roundAfter(instant: Instant, hours: number): Instant {
  return roundAt(addHours(instant, hours));
}

/** A day of the programme. @param days after `until`, negative for those before it */
export function dayFrom(until: Instant, days: number): CalendarDate {
  return addDays(dayOf(until, 'UTC'), days);
}

export function isWeekend(day: CalendarDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
