import { parseHeadUnit } from './cell-parsers.js';
import type { CellWords } from './cell-sense.js';

/** A form of amounts that all cells of a dimension share, such as thousands with the letter k. */
export interface AmountShape {
  /** The amounts in words, for reports. */
  readonly inWords: string;
  /** The power of ten that the form multiplies the number with. */
  readonly exponent: number;
  /** The number in a cell without the rest of the form; null if the cell does not have the form. */
  readonly strip: (text: string) => string | null;
}

const multiple =
  /^(?:(?<before>[~≈<>≤≥]?\s?\d+(?:[.,]\d+)?)\s?[x×](?:\s(?:faster|slower|smaller|larger|more|less))?|[x×]\s?(?<after>\d+(?:[.,]\d+)?))$/iu;
const bytes = /^(?<number>[~≈<>≤≥]?\s?\d[\d.,]*)\s?(?:(?<bare>B)|[KkMGTP]i?B)$/u;
const thousand = /^(?<number>[~≈<>≤≥]?\s?\d+(?:[.,]\d+)?)\s?k(?<plus>\+?)$/u;
const counted =
  /^(?<number>(?:[~≈<>≤≥]|up to |at least )?\s?\d[\d.,]*\+?)\s(?<noun>\p{Ll}{3,}|\p{L}{1,20}\/\p{L}{1,20})$/u;
const bare = /^[~≈<>≤≥]?\s?\d[\d.,]*\+?$/u;
/** Resolutions of screens, which are no thousands. */
const resolution = /^[24568]k$/u;

/**
 * Finds the form that all cells of a dimension share: multiples (`1.5x`, `x1.5`), thousands (`12k`), bytes (`2184 B`), numbers of one
 * thing (`5 users`, `80 files/s`), or amounts with one remark (`2 MB gzip`). Null if there is none.
 */
export function shapeOf(cells: readonly CellWords[]): AmountShape | null {
  if (cells.length < 2 || cells.some(({ isNumber }) => isNumber)) return null;
  const texts = cells.map(({ text }) => text);
  return multiples(texts) ?? thousands(texts) ?? bytesIn(texts) ?? things(texts) ?? remarked(texts);
}

/** The minimum number of cells for each that is no multiple, such as `x2.8 / x2.4`. */
const minMultiplesPerOther = 8;

function multiples(texts: readonly string[]): AmountShape | null {
  const strip = (text: string): string | null => {
    const { before = null, after = null } = multiple.exec(text)?.groups ?? {};
    return before ?? after;
  };
  const others = texts.filter((text) => strip(text) === null);
  return others.length * minMultiplesPerOther > texts.length || others.some((text) => bare.test(text))
    ? null
    : { inWords: 'multiples', exponent: 0, strip };
}

/** Cells below one thousand may be written in full beside thousands. */
function thousands(texts: readonly string[]): AmountShape | null {
  const isThousand = (text: string): boolean => thousand.test(text);
  if (!texts.some(isThousand) || !texts.every((text) => isThousand(text) || bare.test(text))) return null;
  if (texts.filter(isThousand).every((text) => resolution.test(text))) return null;
  return {
    inWords: 'numbers, with k for thousands',
    exponent: 3,
    strip(text) {
      const { number, plus = '' } = thousand.exec(text)?.groups ?? {};
      return number === undefined ? null : `${number}${plus}`;
    },
  };
}

/**
 * The unit B is the byte beside KB or MB, and if a cell has a thousand of it or more: amounts such as `7 B` can be billions.
 */
function bytesIn(texts: readonly string[]): AmountShape | null {
  const found = texts.map((text) => bytes.exec(text)?.groups);
  const bare = found.flatMap((groups) => (groups?.['bare'] === undefined ? [] : [groups['number'] ?? '']));
  if (bare.length === 0 || found.includes(undefined)) return null;
  const isLarge =
    bare.every((number) => /^\D*\d+$/u.test(number)) && bare.some((number) => /\d{4}/u.test(number));
  if (bare.length === texts.length && !isLarge) return null;
  return {
    inWords: 'amounts in bytes',
    exponent: 0,
    strip(text) {
      const groups = bytes.exec(text)?.groups;
      if (!groups) return null;
      return groups['bare'] === undefined ? text.replace(/KB$/u, 'kB') : `${groups['number']} byte`;
    },
  };
}

function things(texts: readonly string[]): AmountShape | null {
  const nouns = new Set(
    texts.map((text) => counted.exec(text)?.groups?.['noun']?.replace(/(?<=\p{L}{2})s$/u, '')),
  );
  const [noun] = nouns;
  if (nouns.size > 1 || noun === undefined || noThing.test(noun) || measures(noun)) return null;
  return {
    inWords: `numbers of ${noun}${noun.includes('/') ? '' : 's'}`,
    exponent: 0,
    strip: (text) => counted.exec(text)?.groups?.['number'] ?? null,
  };
}

/** Amounts with a unit and the same word after it. */
function remarked(texts: readonly string[]): AmountShape | null {
  const remarks = new Set(texts.map((text) => withRemark.exec(text)?.groups?.['remark']));
  const [remark] = remarks;
  if (remarks.size > 1 || remark === undefined || relative.test(remark)) return null;
  return {
    inWords: `amounts, ${remark}`,
    exponent: 0,
    strip: (text) => withRemark.exec(text)?.groups?.['number'] ?? null,
  };
}

const withRemark = /^(?<number>[^\p{L}]*\d\s?(?:%|°?\p{L}[\p{L}/]*))\s(?<remark>\p{L}{2,})$/u;
/** Words that make a duration a point in time. */
const relative = /^(?:ago|later|earlier|before|after|since|from|to|or|and|per)$/iu;

/** Words that scale, date or qualify a number, and so are no things that are counted. */
const noThing =
  /^(?:thousand|million|billion|trillion|hundred|dozen|mio|times?|fold|alpha|beta|stable|preview|release|final|later|newer|older|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/u;

/** Whether a word is a unit, or has several readings as a unit. */
function measures(noun: string): boolean {
  return [noun, `${noun}s`].some((each) => {
    const { value, problem } = parseHeadUnit(each);
    return value !== null || problem !== null;
  });
}
