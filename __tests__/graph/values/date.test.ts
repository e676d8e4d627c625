import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateRule, isDate, type DateValue } from '../../../src/graph/values/date.js';
import { noScale } from '../../../src/graph/values/value-type.js';
import { itObeysTheLawsOfRelations, noNames } from './laws.js';

const date = (text: string): DateValue => ({ type: 'DATE', date: text });

describe('DATE', () => {
  it.each([
    '2024',
    '2024-05',
    '2024-05-17',
    '2024-02-29',
    '2000-02-29',
    '1999-12-31',
    '0001',
    '0099-01-01',
    '9999-12-31',
  ])('parses %s', (written) => {
    expect(dateRule.parse(written, noScale)).toEqual(date(written));
    expect(isDate(written)).toBe(true);
  });

  it.each(['2024-05-17/..', '2024/..', '../2024-05', '../0001-01-01'])(
    'parses the open date %s',
    (written) => {
      expect(dateRule.parse(written, noScale)).toEqual(date(written));
      expect(dateRule.written(date(written))).toBe(written);
      expect(dateRule.canonical(date(written))).toBe(written);
      expect(isDate(written)).toBe(false);
    },
  );

  it('displays an open date in words', () => {
    expect(dateRule.display(date('2024-09-30/..'))).toBe('2024-09-30 or later');
    expect(dateRule.display(date('../2024'))).toBe('2024 or earlier');
  });

  it('parses a year that is written as a number', () => {
    expect(dateRule.parse(2024, noScale)).toEqual(date('2024'));
  });

  it.each([
    '',
    '24',
    '20240',
    '2024-5',
    '2024-00',
    '2024-13',
    '2024-05-00',
    '2024-05-32',
    '2024-04-31',
    '2023-02-29',
    '1900-02-29',
    '2024-5-17',
    '2024/05/17',
    '17.05.2024',
    '2024-05-17T00:00:00Z',
    '2024-05-17T00:00:00.000Z',
    '20240517',
    '+012024',
    '2',
    ' 2024',
    '2024\n',
    '-2024',
    'May 2024',
    '../..',
    '../',
    '/..',
    '..',
    '2024/2025',
    '2024/',
    '/2024',
    '2024/...',
    './2024',
    '../2024-13',
    '2024-02-30/..',
    '2024-05-17/.. ',
    '../2024/..',
    24,
    2024.5,
    -2024,
    NaN,
    null,
    undefined,
    true,
    ['2024'],
    { date: '2024' },
  ])('rejects %j', (written) => {
    expect(() => dateRule.parse(written, noScale)).toThrow(
      'expected a date: 2024, 2024-05 or 2024-05-17; or a bound: 2024-05-17/.. (then or later), ../2024 (then or earlier), got ',
    );
    if (typeof written === 'string') expect(isDate(written)).toBe(false);
  });

  it('has its stated text as display text and canonical form', () => {
    expect(dateRule.display(date('2024-05'))).toBe('2024-05');
    expect(dateRule.canonical(date('2024-05'))).toBe('2024-05');
  });

  it.each([
    ['2024-05-17', 19860, 19860],
    ['2024-02', 19754, 19782],
    ['2023-02', 19389, 19416],
    ['2024-12', 20058, 20088],
    ['2024', 19723, 20088],
    ['2023', 19358, 19722],
    ['1970', 0, 364],
    ['0099', -683368, -683004],
    ['9999', 2932532, 2932896],
  ])('has the interval from the first to the last possible day of %s', (written, low, high) => {
    const interval = dateRule.order?.interval(date(written), noScale);
    expect([interval?.low?.toNumber(), interval?.high?.toNumber(), interval?.slack.toNumber()]).toEqual([
      low,
      high,
      0,
    ]);
  });

  it.each([
    ['2024/..', 19723, null],
    ['2024-02-29/..', 19782, null],
    ['../2024-02', null, 19782],
  ])('has an interval with an open end, and no position: %s', (written, low, high) => {
    const interval = dateRule.order?.interval(date(written), noScale);
    expect([interval?.low?.toNumber() ?? null, interval?.high?.toNumber() ?? null]).toEqual([low, high]);
    expect(dateRule.order?.position(date(written), noScale)).toBeNull();
  });

  it('has a span from the first day of the earliest to the last day of the latest date, if both are declared', () => {
    const span = dateRule.ends?.span({ ...noScale, earliest: '2023', latest: '2024-02' });
    expect([span?.low.toNumber(), span?.high.toNumber()]).toEqual([19358, 19782]);
    expect(dateRule.ends?.span(noScale)).toBeNull();
  });

  it.each([
    ['equal days', '2024-05-17', '2024-05-17', 'SAME', 0],
    ['equal years', '2024', '2024', 'SAME', 0],
    ['a day and its month', '2024-05-17', '2024-05', 'EQUIVALENT', 0],
    ['a day and its year', '2024-05-17', '2024', 'EQUIVALENT', 0],
    ['a month and its year', '2024-12', '2024', 'EQUIVALENT', 0],
    ['two days', '2024-05-17', '2024-05-18', 'DIFFERENT', 1 / 366],
    ['two days with a leap day between them', '2024-02-28', '2024-03-01', 'DIFFERENT', 2 / 367],
    ['two days without a leap day between them', '2023-02-28', '2023-03-01', 'DIFFERENT', 1 / 366],
    ['two months', '2024-02', '2024-03', 'DIFFERENT', 29 / 394],
    ['two years', '2023', '2024', 'DIFFERENT', 365 / 730],
    ['two years, the first a leap year', '2024', '2025', 'DIFFERENT', 366 / 731],
    ['a day and another month', '2024-01-31', '2024-02', 'DIFFERENT', 31 / 396],
    ['a day and another year', '2023-12-31', '2024', 'DIFFERENT', 365 / 730],
    ['equal open dates', '2024/..', '2024/..', 'SAME', 0],
    ['an open day and its open year', '2024-05-17/..', '2024/..', 'EQUIVALENT', 0],
    ['an open end and an open start', '2024/..', '../2024', 'OVERLAPPING', 1],
    ['an open end and an earlier open start', '2024/..', '../2023', 'DIFFERENT', 1],
    ['two open ends', '2023/..', '2024/..', 'OVERLAPPING', 365 / 730],
    ['two open starts', '../2023', '../2024', 'OVERLAPPING', 365 / 730],
    ['an open end and a later date', '2024/..', '2025-01-01', 'OVERLAPPING', 1],
    ['an open end and its first day', '2024/..', '2024-01-01', 'OVERLAPPING', 1],
    ['an open end and the day before', '2024/..', '2023-12-31', 'DIFFERENT', 1],
    ['an open end and a month that contains it', '2024-05-31/..', '2024-05', 'OVERLAPPING', 1],
    ['an open end and the month before', '2024-05-01/..', '2024-04', 'DIFFERENT', 1],
    ['an open start and its last day', '../2024-02', '2024-02-29', 'OVERLAPPING', 1],
    ['an open start and the day after', '../2024-02', '2024-03-01', 'DIFFERENT', 1],
    ['the first days of the calendar’s first two years', '0001-01-01', '0002-01-01', 'DIFFERENT', 365 / 730],
  ] as const)('relates %s', (_, left, right, relation, distance) => {
    const ends = [[date(left)], [date(right)]] as const;
    expect(dateRule.relate(ends[0], ends[1], noScale, noNames)).toEqual({ relation, distance });
    expect(dateRule.relate(ends[1], ends[0], noScale, noNames)).toEqual({ relation, distance });
  });

  it.each([
    [[], [date('2024')]],
    [[date('2024')], []],
  ])('rejects a relation if a side has no value', (left, right) => {
    expect(() => dateRule.relate(left, right, noScale, noNames)).toThrow(
      'Expected one value of DATE on each side, got none.',
    );
  });

  it('has the position of its first day', () => {
    const position = (text: string): number | undefined =>
      dateRule.order?.position(date(text), noScale)?.toNumber();
    expect(position('1970-01-01')).toBe(0);
    expect(position('1970')).toBe(0);
    expect(position('1971')).toBe(365);
    expect(position('1969-12-31')).toBe(-1);
    expect(position('2024-03')).toBe(position('2024-03-01'));
  });

  const day = fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((each) => each.toISOString().slice(0, 10));
  const close = fc.constantFrom('2024', '2024-02', '2024-02-29', '2024-03', '2024-03-01', '2025', '2025-03');
  const anyDate = fc.oneof(
    close,
    fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([text, length]) => text.slice(0, length)),
  );

  itObeysTheLawsOfRelations(
    dateRule,
    anyDate.map((each) => [date(each)]),
    noScale,
  );

  it('accepts every day of the calendar, at every precision', () => {
    fc.assert(fc.property(anyDate, (each) => expect(isDate(each)).toBe(true)));
  });

  it('has a greater distance to dates that are more days away', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20_000 }), (from, days) => {
        const after = (more: number): string =>
          new Date(Date.parse('1970-01-01') + more * 86_400_000).toISOString().slice(0, 10);
        const distance = (more: number): number =>
          dateRule.relate([date('1970-01-01')], [date(after(more))], noScale, noNames)?.distance ?? NaN;
        expect(distance(days)).toBe(days / (days + 365));
        expect(distance(days + 1)).toBeGreaterThan(distance(days));
        expect(isDate(from)).toBe(true);
      }),
    );
  });
});
