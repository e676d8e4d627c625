import type { DateParts } from './date-formats.js';

const secondsOfDay = 86_400;
/** 9999-12-31. */
const lastDay = 2_958_465;

/**
 * The ISO 8601 date of a number of days, at the precision that its format shows: `2024-05-17`, `2024-05`, `2024`,
 * `2024-05-17T12:30:00`, or a time alone. Null where the number is no date of the calendar.
 */
export function isoOfSerial(written: string, shown: DateParts, countsFrom1904: boolean): string | null {
  const serial = Number(written);
  if (!Number.isFinite(serial) || serial < 0) return null;
  const seconds = Math.round(serial * secondsOfDay);
  const day = Math.floor(seconds / secondsOfDay) + (countsFrom1904 ? 1_462 : 0);
  if (day > lastDay) return null;
  const time = new Date((seconds % secondsOfDay) * 1000).toISOString().slice(11, 19);
  const hasDate = shown.year || shown.month || shown.day;
  if (!hasDate) return serial < 1 ? time : null;
  // Day 60 stands for 29 February 1900, which there never was; what is before it is one day off.
  if (day < 1 || day === 60) return null;
  const date = new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * secondsOfDay * 1000)
    .toISOString()
    .slice(0, 10);
  if (shown.time) return `${date}T${time}`;
  if (shown.year && !shown.day) return shown.month ? date.slice(0, 7) : date.slice(0, 4);
  return date;
}
