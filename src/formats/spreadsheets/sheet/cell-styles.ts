import type { WorkbookParts } from '../workbook/workbook-parts.js';
import { builtInNumberFormats, numberFormatOf, type NumberFormat } from './number-formats.js';

/** The parts of a date that a number format shows. */
export interface DateParts {
  readonly year: boolean;
  readonly month: boolean;
  readonly day: boolean;
  readonly time: boolean;
}

const date = 'y-m-d';
const time = 'h:m:s';

const plainStyle: CellStyle = Object.freeze({ date: null, number: null });

/**
 * The predefined formats of dates and times, to which a file refers by id. The formats with the ids 27 to 36 and 50
 * to 58 are for East Asian locales.
 */
const builtIn = new Map<number, string>([
  ...[14, 15, ...range(27, 31), 36, ...range(50, 54), 57, 58].map((id) => [id, date] as const),
  [16, 'd-mmm'],
  [17, 'mmm-yy'],
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map((id) => [id, time] as const),
  [22, `${date} ${time}`],
]);

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/**
 * Finds the date parts that a number format shows; null if the format is not for dates or times of day, such as a format
 * for money or elapsed hours.
 */
export function datePartsOf(code: string): DateParts | null {
  const [format = ''] = code
    .replace(/"[^"]*"|\\.|_.|\*./gu, '')
    .toLowerCase()
    .split(';');
  if (/\[(?:h+|m+|s+)\]/u.test(format)) return null;
  const plain = format.replace(/\[[^\]]*\]/gu, '').replace(/general|am\/pm|a\/p/gu, '');
  if (/[0#?]/u.test(plain.replace(/\.0+/gu, ''))) return null;
  const hasTime = /[hs]/u.test(plain);
  // `m` after hours or before seconds is minutes.
  const months = plain.replace(/h+[^a-z]*m+|m+[^a-z]*s/gu, 'h');
  const parts = {
    year: /[ye]/u.test(plain),
    month: months.includes('m'),
    day: plain.includes('d'),
    time: hasTime,
  };
  return Object.values(parts).includes(true) ? parts : null;
}

/** The display of numbers by a cell style: as a date, or with a number format. `date` and `number` are both null for plain digits. */
export interface CellStyle {
  readonly date: DateParts | null;
  readonly number: NumberFormat | null;
}

/** Reads the cell styles, by index. */
export async function readCellStyles(
  parts: WorkbookParts,
  part: string | null,
): Promise<readonly CellStyle[]> {
  const codes = new Map<number, string>([...builtInNumberFormats, ...builtIn]);
  const formats: number[] = [];
  if (part === null) return [];
  let isInStyles = false;
  await parts.read(part, {
    open(element, attributes) {
      const id = Number(attributes.get('numFmtId') ?? '0');
      if (element === 'numFmt') codes.set(id, attributes.get('formatCode') ?? '');
      if (element === 'cellXfs') isInStyles = true;
      if (element === 'xf' && isInStyles) formats.push(id);
    },
    close(element) {
      if (element === 'cellXfs') isInStyles = false;
    },
  });
  const styles = new Map(
    [...codes].map(([id, code]) => {
      const date = datePartsOf(code);
      return [id, { date, number: date === null ? numberFormatOf(code) : null }];
    }),
  );
  return formats.map((id) => styles.get(id) ?? plainStyle);
}
