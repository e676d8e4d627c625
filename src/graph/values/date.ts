import { ExactDecimal } from './decimal.js';
import { intervalOf, ValueError, type PreparedOperand, type ValueRule } from './value-type.js';

/** A date of the Gregorian calendar, at the precision that is known. */
export interface DateValue {
  readonly type: 'DATE';
  /** ISO 8601: 2024, 2024-05 or 2024-05-17. */
  readonly date: string;
}

const datePattern = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;
const dayMilliseconds = 86_400_000;
export const dateRuleInWords = 'a date: 2024, 2024-05 or 2024-05-17';

/** Whether a text is a date of the calendar, at some precision. */
export function isDate(text: string): boolean {
  if (!datePattern.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export const dateRule: ValueRule<DateValue> = {
  parse(written) {
    const text = typeof written === 'number' ? String(written) : written;
    if (typeof text !== 'string' || !isDate(text)) throw new ValueError(dateRuleInWords, written);
    return { type: 'DATE', date: text };
  },
  canonical: (value) => value.date,
  display: (value) => value.date,
  written: (value) => value.date,
  searched: () => null,
  /** Compares dates of different precision at the coarser one. */
  relate([left], [right]) {
    if (!left || !right) throw new TypeError('DATE relates one value with one value.');
    if (left.date === right.date) return { relation: 'SAME', distance: 0 };
    const distance = new PreparedDate(left.date).distanceTo(new PreparedDate(right.date));
    return { relation: distance === 0 ? 'EQUIVALENT' : 'DIFFERENT', distance };
  },
  prepare: ([value]) => (value ? new PreparedDate(value.date) : null),
  words: null,
  order: {
    position: (value) => new ExactDecimal(dayOf(value.date)),
    /** A date without a day can be any day of its month or year. */
    interval: ({ date }) => ({
      ...intervalOf(new ExactDecimal(dayOf(date))),
      high: new ExactDecimal(lastDayOf(date)),
    }),
  },
  ends: {
    span: ({ earliest, latest }) =>
      earliest !== null && latest !== null
        ? { low: new ExactDecimal(dayOf(earliest)), high: new ExactDecimal(lastDayOf(latest)) }
        : null,
    inWords: ({ earliest, latest }) => [earliest ?? '', latest ?? ''],
    declaredBy: 'earliest and latest',
  },
};

/** A date as days since 1970: the first day of its year, of its month, and the day itself, as far as they are known. */
class PreparedDate implements PreparedOperand {
  readonly #precision: number;
  readonly #year: number;
  readonly #month: number;
  readonly #day: number;

  constructor(date: string) {
    this.#precision = date.length;
    this.#year = dayOf(date.slice(0, 4));
    this.#month = dayOf(date.slice(0, 7));
    this.#day = dayOf(date);
  }

  distanceTo(other: PreparedDate): number {
    const precision = Math.min(this.#precision, other.#precision);
    const days = Math.abs(this.#at(precision) - other.#at(precision));
    return days / (days + 365);
  }

  #at(precision: number): number {
    if (precision === 4) return this.#year;
    return precision === 7 ? this.#month : this.#day;
  }
}

/** Whether the first day of one date is before the first day of another. */
export function isBefore(one: string, other: string): boolean {
  return dayOf(one) < dayOf(other);
}

/** The first day of a date's period, in days since 1970. JavaScript parses an ISO date without a time as UTC. */
function dayOf(date: string): number {
  return Date.parse(date) / dayMilliseconds;
}

/** The last day of a date's period, in days since 1970. */
function lastDayOf(date: string): number {
  const nextPeriod = new Date(dayOf(date) * dayMilliseconds);
  if (date.length === 4) nextPeriod.setUTCFullYear(nextPeriod.getUTCFullYear() + 1);
  else if (date.length === 7) nextPeriod.setUTCMonth(nextPeriod.getUTCMonth() + 1);
  else nextPeriod.setUTCDate(nextPeriod.getUTCDate() + 1);
  return nextPeriod.getTime() / dayMilliseconds - 1;
}
