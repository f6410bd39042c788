/**
 * The first revision of stream `s` that its limits `l` let be seen, 0 where it has none. Which of the events from
 * there on are too old is another question: `isExpired`.
 */
export const FIRST_VISIBLE = `CASE WHEN l.stream IS NULL THEN 0 ELSE max(
    l.truncate_before,
    ifnull((SELECT max(revision) FROM events WHERE stream = s.id) - l.max_count + 1, 0)
  ) END`;

/** Whether event `e` is older than the limits `l` allow; the parameter is the present in milliseconds. */
export const isExpired = (now: string) =>
  `(l.max_age IS NOT NULL AND e.created_at < ${now} - 1000 * l.max_age)`;
