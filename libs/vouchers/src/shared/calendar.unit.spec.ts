import {
  addDays,
  addHours,
  addMilliseconds,
  dayOf,
  earlierOf,
  endOfDay,
  isCalendarDate,
  isTimeZone,
  laterOf,
  startOfDay,
} from './calendar.js';

describe('a day in a time zone', () => {
  it.each([
    ['2014-05-31', 'America/New_York', '2014-05-31T04:00:00.000Z', '2014-06-01T03:59:59.999Z'],
    ['2014-03-09', 'America/New_York', '2014-03-09T05:00:00.000Z', '2014-03-10T03:59:59.999Z'], // 23 hours
    ['2014-11-02', 'America/New_York', '2014-11-02T04:00:00.000Z', '2014-11-03T04:59:59.999Z'], // 25 hours
    ['2013-10-20', 'America/Sao_Paulo', '2013-10-20T03:00:00.000Z', '2013-10-21T01:59:59.999Z'], // begins at 1:00
    ['2014-02-15', 'America/Sao_Paulo', '2014-02-15T02:00:00.000Z', '2014-02-16T02:59:59.999Z'], // 23:00 comes twice
    ['2014-11-02', 'America/Havana', '2014-11-02T04:00:00.000Z', '2014-11-03T04:59:59.999Z'], // 0:00 comes twice
    ['2011-12-29', 'Pacific/Apia', '2011-12-29T10:00:00.000Z', '2011-12-30T09:59:59.999Z'], // before a skipped day
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', '2011-12-31T09:59:59.999Z'], // after it
    ['2014-04-06', 'Australia/Lord_Howe', '2014-04-05T13:00:00.000Z', '2014-04-06T13:29:59.999Z'], // half an hour
    ['2014-05-31', 'Asia/Kathmandu', '2014-05-30T18:15:00.000Z', '2014-05-31T18:14:59.999Z'],
    ['2014-05-31', 'Pacific/Kiritimati', '2014-05-30T10:00:00.000Z', '2014-05-31T09:59:59.999Z'],
    ['2014-05-31', 'UTC', '2014-05-31T00:00:00.000Z', '2014-05-31T23:59:59.999Z'],
  ])('%s in %s lasts from %s to %s', (day, timeZone, start, end) => {
    expect(startOfDay(day, timeZone)).toBe(start);
    expect(endOfDay(day, timeZone)).toBe(end);
    expect(dayOf(start, timeZone)).toBe(day);
    expect(dayOf(end, timeZone)).toBe(day);
    expect(dayOf(addMilliseconds(start, -1), timeZone) < day).toBe(true);
    expect(dayOf(addMilliseconds(end, 1), timeZone) > day).toBe(true);
  });

  it('that a time zone skips ends with the day before it', () => {
    expect(endOfDay('2011-12-30', 'Pacific/Apia')).toBe(endOfDay('2011-12-29', 'Pacific/Apia'));
  });

  it.each(['America/Havana', 'Atlantic/Azores', 'America/Sao_Paulo', 'Pacific/Apia'])(
    'follows the day before it without a gap in %s',
    (timeZone) => {
      for (let day = '2011-10-01'; day < '2012-01-05'; day = addDays(day, 1)) {
        const end = endOfDay(day, timeZone);
        expect(startOfDay(addDays(day, 1), timeZone)).toBe(addMilliseconds(end, 1));
        expect(dayOf(end, timeZone) <= day && dayOf(addMilliseconds(end, 1), timeZone) > day).toBe(true);
      }
    },
  );
});

describe('reckoning with instants and days', () => {
  it('adds hours and milliseconds across days', () => {
    expect(addHours('2014-05-31T23:30:00.000Z', 1)).toBe('2014-06-01T00:30:00.000Z');
    expect(addHours('2014-05-31T23:30:00.000Z', -24)).toBe('2014-05-30T23:30:00.000Z');
    expect(addMilliseconds('2014-05-31T23:59:59.999Z', 1)).toBe('2014-06-01T00:00:00.000Z');
  });

  it('adds days across months and leap days', () => {
    expect(addDays('2014-05-31', 1)).toBe('2014-06-01');
    expect(addDays('2016-02-28', 1)).toBe('2016-02-29');
  });

  it('tells the earlier and the later of two instants', () => {
    const [early, late] = ['2014-05-31T23:59:59.999Z', '2014-06-01T00:00:00.000Z'];
    expect([earlierOf(early, late), earlierOf(late, early)]).toEqual([early, early]);
    expect([laterOf(early, late), laterOf(late, early)]).toEqual([late, late]);
  });
});

describe('isCalendarDate', () => {
  it.each(['2014-05-31', '2016-02-29', '1970-01-01', '1000-01-01', '9989-12-31'])('accepts %s', (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });

  it.each([
    '2014-02-29',
    '2014-13-01',
    '2014-5-31',
    '20140531',
    '2014-05-31T00:00:00Z',
    ' 2014-05-31',
    '2014-05-31\n',
    '',
  ])('refuses %j', (text) => {
    expect(isCalendarDate(text)).toBe(false);
  });

  it.each(['0000-01-01', '0999-12-31', '9990-01-01', '9999-12-31'])(
    'refuses %s, from which one could come to a year without four digits',
    (text) => {
      expect(isCalendarDate(text)).toBe(false);
    },
  );
});

describe('isTimeZone', () => {
  it('knows the zones of the IANA database', () => {
    expect(['America/New_York', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
