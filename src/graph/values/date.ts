import { ExactDecimal } from './decimal.js';
import { ValueError, type PreparedOperand, type ValueRule } from './value-type.js';

/** A date of the Gregorian calendar, at the precision that is known, or a date of which only a bound is known. */
export interface DateValue {
  readonly type: 'DATE';
  /**
   * ISO 8601: 2024, 2024-05 or 2024-05-17. An interval with one open end, in the notation of ISO 8601-2 (EDTF), is a
   * date of which only a bound is known: 2024-05-17/.. is that day or later, ../2024 is 2024 or earlier.
   */
  readonly date: string;
}

const datePattern = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;
const openPattern = /^(?:(?<earliest>[\d-]+)\/\.\.|\.\.\/(?<latest>[\d-]+))$/;
const dayMilliseconds = 86_400_000;
export const dateRuleInWords = 'a date: 2024, 2024-05 or 2024-05-17';
const expected = `${dateRuleInWords}; or a bound: 2024-05-17/.. (then or later), ../2024 (then or earlier)`;

/** The bounds of a date: equal dates, or null for an open end. */
export interface DateBounds {
  readonly earliest: string | null;
  readonly latest: string | null;
}

/**
 * Parses the bounds of a date, or of an interval with one open end.
 * @returns null if the text is neither a date nor such an interval
 */
function parseBounds(text: string): DateBounds | null {
  if (isDate(text)) return { earliest: text, latest: text };
  const { earliest = null, latest = null } = openPattern.exec(text)?.groups ?? {};
  const bound = earliest ?? latest;
  return bound !== null && isDate(bound) ? { earliest, latest } : null;
}

/** The bounds of a value. The text of a value is always valid. */
export function boundsOfDate({ date }: DateValue): DateBounds {
  if (!date.includes('/')) return { earliest: date, latest: date };
  return date.startsWith('..')
    ? { earliest: null, latest: date.slice('../'.length) }
    : { earliest: date.slice(0, -'/..'.length), latest: null };
}

/** Whether a text is a date of the calendar: a year, a month or a day. */
export function isDate(text: string): boolean {
  if (!datePattern.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export const dateRule: ValueRule<DateValue> = {
  parse(written) {
    const text = typeof written === 'number' ? String(written) : written;
    if (typeof text !== 'string' || parseBounds(text) === null) throw new ValueError(expected, written);
    return { type: 'DATE', date: text };
  },
  canonical: (value) => value.date,
  display(value) {
    const { earliest, latest } = boundsOfDate(value);
    if (latest === null) return `${earliest} or later`;
    return earliest === null ? `${latest} or earlier` : earliest;
  },
  written: (value) => value.date,
  counted: (value) => [{ key: value.date, value }],
  searched: () => null,
  /** Compares dates of different precision at the coarser precision. */
  relate([left], [right]) {
    if (!left || !right) throw new TypeError('Expected one value of DATE on each side, got none.');
    if (left.date === right.date) return { relation: 'SAME', distance: 0 };
    const distance = new PreparedDate(left).distanceTo(new PreparedDate(right));
    if (distance === 0) return { relation: 'EQUIVALENT', distance };
    return { relation: canBeOneDay(left, right) ? 'OVERLAPPING' : 'DIFFERENT', distance };
  },
  prepare: ([value]) => (value ? new PreparedDate(value) : null),
  words: null,
  order: {
    position({ date }) {
      return date.includes('/') ? null : new ExactDecimal(dayOf(date));
    },
    /** A date without a day can be any day of its month or year. */
    interval(value) {
      const { earliest, latest } = boundsOfDate(value);
      return {
        low: earliest === null ? null : new ExactDecimal(dayOf(earliest)),
        high: latest === null ? null : new ExactDecimal(lastDayOf(latest)),
        slack: zero,
      };
    },
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

const zero = new ExactDecimal(0);

/** Whether two dates can be the same day. */
function canBeOneDay(left: DateValue, right: DateValue): boolean {
  const isAfter = ({ earliest }: DateBounds, { latest }: DateBounds): boolean =>
    earliest !== null && latest !== null && dayOf(earliest) > lastDayOf(latest);
  const [one, other] = [boundsOfDate(left), boundsOfDate(right)];
  return !isAfter(one, other) && !isAfter(other, one);
}

/** A date prepared for comparisons: its bounds, or one object for both if they are equal. */
class PreparedDate implements PreparedOperand {
  readonly #earliest: PreparedBound | null;
  readonly #latest: PreparedBound | null;

  constructor(value: DateValue) {
    const { earliest, latest } = boundsOfDate(value);
    this.#earliest = earliest === null ? null : new PreparedBound(earliest);
    this.#latest = earliest === latest ? this.#earliest : latest === null ? null : new PreparedBound(latest);
  }

  /**
   * Computes the larger of the distances between the earliest bounds and between the latest bounds. The distance
   * between an open and a closed bound is 1, and between two open bounds 0.
   */
  distanceTo(other: PreparedDate): number {
    const distance = distanceOf(this.#earliest, other.#earliest);
    return this.#earliest === this.#latest && other.#earliest === other.#latest
      ? distance
      : Math.max(distance, distanceOf(this.#latest, other.#latest));
  }
}

function distanceOf(one: PreparedBound | null, other: PreparedBound | null): number {
  if (one === null || other === null) return one === other ? 0 : 1;
  return one.distanceTo(other);
}

/** A date as days since 1970: the first day of its year, of its month, and the day itself, as far as they are known. */
class PreparedBound {
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

  distanceTo(other: PreparedBound): number {
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
