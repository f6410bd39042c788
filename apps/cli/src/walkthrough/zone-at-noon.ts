const ZONES = [
  'America/Los_Angeles',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Pacific/Auckland',
] as const;

/** The time zone where it is nearest to noon: midnight is at least some eight hours away there. */
export function zoneAtNoon(now: Date): string {
  const hoursFromNoon = (timeZone: string) => {
    const hour = new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(now);
    return Math.abs(Number(hour) - 12);
  };
  return ZONES.reduce<string>(
    (best, zone) => (hoursFromNoon(zone) < hoursFromNoon(best) ? zone : best),
    ZONES[0],
  );
}
