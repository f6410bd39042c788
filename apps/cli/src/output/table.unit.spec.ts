import { tableOf } from './table.js';

describe('a table for people', () => {
  it('has its columns under one another, whatever is in them', () => {
    const rows = [
      ['1', 'Ada', 'issued'],
      ['20', '東京', 'declined: of no use'],
      ['3', 'tab\there', ''],
    ];
    expect(tableOf(['no', 'name', 'what'], rows)).toBe(
      [
        'NO  NAME             WHAT',
        '1   Ada              issued',
        '20  東京             declined: of no use',
        '3   tab\\u{0009}here',
        '',
      ].join('\n'),
    );
  });

  it('does not take quadratic time', () => {
    const row = [
      '2',
      '1042',
      '2014-05-02T08:00:00.000Z',
      'ExamScheduled',
      'B1',
      'key:3f0d4f2b7712',
      'active',
    ];
    const startedAt = performance.now();
    const table = tableOf(
      row,
      Array.from({ length: 10_000 }, () => row),
    );
    expect(table.split('\n')).toHaveLength(10_002);
    // It takes a fifth of a second; what compares each row with all others takes half a minute.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
