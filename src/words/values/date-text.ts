import { boundsOfDate, type DateValue } from '../../graph/values/date.js';
import { message } from '../catalogue.js';
import type { Locale } from '../locale.js';

interface DateFormats {
  readonly month: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
}

const formats: Readonly<Record<Locale, DateFormats>> = Object.freeze({
  en: formatsOf('en'),
  de: formatsOf('de'),
});

function formatsOf(locale: Locale): DateFormats {
  const common = { timeZone: 'UTC', calendar: 'gregory', year: 'numeric', month: 'long' } as const;
  return {
    month: new Intl.DateTimeFormat(locale, common),
    day: new Intl.DateTimeFormat(locale, { ...common, day: 'numeric' }),
  };
}

/** Writes a date with its precision: `2024`, `May 2024`, `May 17, 2024`; or a bound: `2024 or later`. */
export function dateText(locale: Locale, value: DateValue): string {
  const { earliest, latest } = boundsOfDate(value);
  if (latest === null) return message(locale, 'date.orLater', { date: calendarText(locale, earliest ?? '') });
  const date = calendarText(locale, latest);
  return earliest === null ? message(locale, 'date.orEarlier', { date }) : date;
}

/**
 * Writes a date. A year alone is returned unchanged. So is a date before the year 1000, because `Intl.DateTimeFormat` omits leading zeros.
 * @param date ISO 8601: a year, a month or a day
 */
export function calendarText(locale: Locale, date: string): string {
  if (date.length === 4 || date.startsWith('0')) return date;
  const { month, day } = formats[locale];
  return (date.length === 7 ? month : day).format(Date.parse(date));
}
