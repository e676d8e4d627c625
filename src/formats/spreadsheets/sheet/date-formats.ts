import type { WorkbookParts } from '../workbook/workbook-parts.js';

/** What a number format shows of a number of days. */
export interface DateParts {
  readonly year: boolean;
  readonly month: boolean;
  readonly day: boolean;
  readonly time: boolean;
}

const date = 'y-m-d';
const time = 'h:m:s';

/** The formats that have a number and no code in the file; those from 27 on are dates in East Asia. */
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

/** What a number format shows of a date; null where it is none for dates, such as one for money or for hours elapsed. */
export function datePartsOf(code: string): DateParts | null {
  const [shown = ''] = code
    .replace(/"[^"]*"|\\.|_.|\*./gu, '')
    .toLowerCase()
    .split(';');
  if (/\[(?:h+|m+|s+)\]/u.test(shown)) return null;
  const plain = shown.replace(/\[[^\]]*\]/gu, '').replace(/general|am\/pm|a\/p/gu, '');
  if (/[0#?]/u.test(plain.replace(/\.0+/gu, ''))) return null;
  const hasTime = /[hs]/u.test(plain);
  // `m` beside hours or seconds is minutes.
  const months = plain.replace(/h+[^a-z]*m+|m+[^a-z]*s/gu, 'h');
  const parts = {
    year: /[ye]/u.test(plain),
    month: months.includes('m'),
    day: plain.includes('d'),
    time: hasTime,
  };
  return Object.values(parts).includes(true) ? parts : null;
}

/** What each style of cells shows of dates, by the number of the style; null where it shows numbers. */
export async function readDateStyles(
  parts: WorkbookParts,
  part: string | null,
): Promise<readonly (DateParts | null)[]> {
  const codes = new Map<number, string>(builtIn);
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
  const known = new Map([...codes].map(([id, code]) => [id, datePartsOf(code)]));
  return formats.map((id) => known.get(id) ?? null);
}
