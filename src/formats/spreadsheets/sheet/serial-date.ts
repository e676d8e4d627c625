import type { DateParts } from './cell-styles.js';

const secondsOfDay = 86_400;
/** The serial number of 9999-12-31. */
const lastDay = 2_958_465;

/**
 * Converts a serial number of days to an ISO 8601 date, with the precision that the format of the cell shows: `2024-05-17`,
 * `2024-05`, `2024`, `2024-05-17T12:30:00`, or a time only. A format with a day or month but without a year gives the
 * complete date. Null if the number is not a calendar date or, for a format without a date, not a time of day.
 */
export function isoDateOf(notation: string, shown: DateParts, countsFrom1904: boolean): string | null {
  const serial = Number(notation);
  if (!Number.isFinite(serial) || serial < 0) return null;
  const seconds = Math.round(serial * secondsOfDay);
  const day = Math.floor(seconds / secondsOfDay) + (countsFrom1904 ? 1_462 : 0);
  if (day > lastDay) return null;
  const time = new Date((seconds % secondsOfDay) * 1000).toISOString().slice(11, 19);
  const hasDate = shown.year || shown.month || shown.day;
  if (!hasDate) return serial < 1 ? time : null;
  // Spreadsheets count the nonexistent 29 February 1900 as day 60. Earlier days are shifted by one.
  if (day < 1 || day === 60) return null;
  const date = new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * secondsOfDay * 1000)
    .toISOString()
    .slice(0, 10);
  if (shown.time) return `${date}T${time}`;
  if (shown.year && !shown.day) return shown.month ? date.slice(0, 7) : date.slice(0, 4);
  return date;
}
