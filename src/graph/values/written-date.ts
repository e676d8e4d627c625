import { dateRule, isDate, type DateValue } from './date.js';
import { noScale, ValueError } from './value-type.js';

const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];

const expected = 'a date, such as 2024, 2024-05, 2024-05-17, May 2024, 17 May 2024, or 2024-05-17 or later';

/** Forms in which the year, the month and the day are certain. */
const certain: readonly RegExp[] = [
  /^(?<year>\d{4})$/u,
  /^(?<year>\d{4})[-/](?<month>\d{2})$/u,
  /^(?<year>\d{4})(?<sign>[-/])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})$/u,
  /^(?<name>\p{L}{3,9})\.?,? (?<year>\d{4})$/u,
  /^(?<day>\d{1,2})(?:st|nd|rd|th|\.)?[ -](?<name>\p{L}{3,9})\.?,?[ -](?<year>\d{4})$/u,
  /^(?<name>\p{L}{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/u,
  /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/u,
];
/** 5/6/2024 is 5 June in some countries and 6 May in others. */
const dayOrMonthFirst = /^(?<one>\d{1,2})(?<sign>[/-])(?<other>\d{1,2})\k<sign>(?<year>\d{4})$/u;

/**
 * Parses a date as people write it in tables: in the order of ISO 8601 (2024-05-17, 2024/5/17, 2024/05), as a date that is open at
 * one end (`2024 or later`), with the English name of its month, or in the order day, month, year (17.5.2024). With slashes
 * or hyphens, the day or the month can be first if only one date is possible (17/5/2024, 5/17/2024).
 * @throws {ValueError} for all other texts; the message names accepted forms or the possible dates
 */
export function parseWrittenDate(text: string): DateValue {
  const written = text.trim().replaceAll(/\s+/gu, ' ');
  const [, bound, direction] = /^(.+) or (later|earlier)$/iu.exec(written) ?? [];
  if (bound !== undefined) {
    const date = isoDate(bound, text);
    return dateRule.parse(direction?.toLowerCase() === 'later' ? `${date}/..` : `../${date}`, noScale);
  }
  if (written.includes('..')) return dateRule.parse(written, noScale);
  return { type: 'DATE', date: isoDate(written, text) };
}

function isoDate(written: string, text: string): string {
  for (const form of certain) {
    const { year = '', month, name, day } = form.exec(written)?.groups ?? {};
    if (year === '') continue;
    const number = name === undefined ? month : monthOf(name);
    const date = [year, number, day].flatMap((part) => part?.padStart(2, '0') ?? []).join('-');
    if (number !== '' && isDate(date)) return date;
  }
  const { one = '', other = '', year = '' } = dayOrMonthFirst.exec(written)?.groups ?? {};
  if (year === '') throw new ValueError(expected, text);
  const dates = new Set([
    ...[one, other].map((day, index) => {
      const month = index === 0 ? other : one;
      return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    }),
  ]);
  const [date, another] = [...dates].filter(isDate);
  if (date !== undefined && another === undefined) return date;
  throw new ValueError(date === undefined ? expected : `a date in one reading (${date} or ${another})`, text);
}

/** The number of a month by its English name or an abbreviation of three letters or more; empty if there is none. */
function monthOf(name: string): string {
  const index = months.findIndex((month) => month.startsWith(name.toLowerCase()));
  return index < 0 ? '' : String(index + 1);
}
