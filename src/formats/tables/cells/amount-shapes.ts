import { ExactDecimal } from '../../../graph/values/decimal.js';
import { parseHeadUnit } from './cell-parsers.js';
import type { CellWords } from './cell-sense.js';
import { scaleReader, type ScaledNumber } from './number-scales.js';

/** A notation of amounts that the cells of a dimension share, such as thousands with the letter k. */
export interface AmountShape {
  /** The amounts in words, for reports. */
  readonly inWords: string;
  /** The amount in a cell without the rest of the shape; null if the cell does not have the shape. */
  readonly strip: (text: string) => ScaledNumber | null;
}

const multiple =
  /^(?:(?<before>[~≈<>≤≥]?\s?\d+(?:[.,]\d+)?)\s?[x×](?:\s(?<relation>faster|slower|smaller|larger|more|less))?|[x×]\s?(?<after>\d+(?:[.,]\d+)?))(?:\s\([^()\d]*\))?$/iu;
const baseline = /^1(?:[.,]0+)?$/u;
const bytes = /^(?<number>[~≈<>≤≥]?\s?\d[\d.,]*)\s?(?:(?<bare>B)|[KkMGTP]i?B)$/u;
const counted =
  /^(?<number>(?:[~≈<>≤≥]|up to |at least )?\s?\d[\d.,]*\+?)\s(?<noun>\p{Ll}{3,}|\p{L}{1,20}\/\p{L}{1,20})$/u;
const bare = /^[~≈<>≤≥]?\s?\d[\d.,]*\+?$/u;
const perRun =
  /^(?<number>[~≈<>≤≥]?\s?\d[\d.,]*)\s?(?:(?<unit>[nµμum]?s|[kKM]?B|bytes?)\/(?<run>iter(?:ation)?|op|call|run|req(?:uest)?|query)|\/(?<runFirst>iter|op)\s(?<unitAfter>[nµμum]?s)|(?<alone>[nµμum]?s))$/u;
const duration =
  /^(?<sign>[~≈<>≤≥]?)\s?(?:(?<days>\d+)\s?d(?:ays?)?\b)?\s?(?:(?<hours>\d+)\s?h(?:rs?|ours?)?(?!\p{L}))?\s?(?:(?<minutes>\d+)\s?m(?:ins?|inutes?)?(?!\p{L}))?\s?(?:(?<seconds>\d+(?:\.\d{1,3})?)\s?s(?:ecs?|econds?)?)?$/u;
const perSeat =
  /\s?(?:\/|\bper\b)\s?(?<seat>user|seat|member|developer|dev|agent|editor|person|host|server|node|device|site|project)s?(?<time>(?:\s?(?:\/|\bper\b)\s?\p{L}+)?)$/iu;

/**
 * Finds the shape that all cells of a dimension share (for multiples, most cells): multiples (`1.5x`, `x1.5`), numbers
 * with a scale (`12k`, `$3M`), durations (`1m 30s`), bytes (`2184 B`), amounts per run or per user (`12 ms/op`,
 * `$5/user/month`), numbers with the same noun (`5 users`, `80 files/s`), or amounts with the same remark
 * (`2 MB gzip`). Multiples, bytes, numbers with a noun, and remarks need at least two cells. Null if there is no shape, or if
 * a cell is a number of a spreadsheet.
 */
export function shapeOf(head: string, cells: readonly CellWords[]): AmountShape | null {
  if (cells.some(({ isNumber }) => isNumber)) return null;
  const texts = cells.map(({ text }) => text);
  const ofEach = scaledNumbers(head, texts) ?? durations(texts) ?? amountsPerRun(texts) ?? prices(texts);
  if (ofEach !== null || texts.length < 2) return ofEach;
  return multiples(texts) ?? bytesIn(texts) ?? numbersWithNoun(texts) ?? remarked(texts);
}

const unscaled = (text: string): ScaledNumber => ({ text, exponent: 0 });

/** The minimum number of cells per cell that is not a multiple, such as `x2.8 / x2.4`. */
const minMultiplesPerOther = 8;

/** Finds the shape of multiples. The number 1 beside multiples is the baseline. */
function multiples(texts: readonly string[]): AmountShape | null {
  const strip = (text: string): ScaledNumber | null => {
    const { before, after = baseline.test(text) ? text : undefined } = multiple.exec(text)?.groups ?? {};
    const number = before ?? after;
    return number === undefined ? null : unscaled(number);
  };
  const others = texts.filter((text) => strip(text) === null);
  const relations = new Set(
    texts.flatMap((text) => multiple.exec(text)?.groups?.['relation']?.toLowerCase() ?? []),
  );
  return others.length * minMultiplesPerOther > texts.length ||
    others.some((text) => bare.test(text)) ||
    relations.size > 1 ||
    texts.every((text) => baseline.test(text))
    ? null
    : { inWords: 'multiples', strip };
}

/** Finds the shape of numbers with a scale, with or without the same noun. */
function scaledNumbers(head: string, texts: readonly string[]): AmountShape | null {
  const read = scaleReader(head, texts);
  if (read === null) return null;
  const counted = numbersWithNoun(texts.map((text) => read(text)?.text ?? text));
  return {
    inWords: `${counted?.inWords ?? 'numbers'}, with letters or words for thousands or more`,
    strip(text) {
      const { text: written, exponent } = read(text) ?? unscaled(text);
      const amount = counted === null ? written : counted.strip(written)?.text;
      return amount === undefined || (amount === text && exponent === 0) ? null : { text: amount, exponent };
    },
  };
}

const durationUnits = [
  { part: 'days', unit: 'd', seconds: 86_400 },
  { part: 'hours', unit: 'h', seconds: 3_600 },
  { part: 'minutes', unit: 'min', seconds: 60 },
  { part: 'seconds', unit: 's', seconds: 1 },
] as const;

/**
 * Finds the shape of durations, at least one of which has several units. Durations are converted to the smallest unit of all
 * cells; those with a fraction of a second are converted to milliseconds.
 */
function durations(texts: readonly string[]): AmountShape | null {
  const partsOf = (text: string) => {
    const groups = duration.exec(text)?.groups ?? {};
    return durationUnits.flatMap((each) => {
      const amount = groups[each.part];
      return amount === undefined ? [] : [{ ...each, amount }];
    });
  };
  const parts = texts.map(partsOf);
  if (parts.some(({ length }) => length === 0) || !parts.some(({ length }) => length > 1)) return null;
  const smallest = durationUnits.findLast(({ part }) => parts.flat().some((each) => each.part === part));
  return {
    inWords: 'durations',
    strip(text) {
      const found = partsOf(text);
      if (found.length === 0 || !smallest) return null;
      const seconds = found.reduce(
        (sum, each) => sum.plus(new ExactDecimal(each.amount).times(each.seconds)),
        new ExactDecimal(0),
      );
      const amount = seconds.isInteger()
        ? `${seconds.dividedBy(smallest.seconds).toFixed()} ${smallest.unit}`
        : `${seconds.times(1_000).toFixed()} ms`;
      return unscaled(`${duration.exec(text)?.groups?.['sign'] ?? ''}${amount}`);
    },
  };
}

/**
 * Finds the shape of bytes. The unit B is the byte if other cells have a unit such as KB or MB, or if all numbers are
 * integers and one of them has at least four digits. Otherwise B can mean billions, as in `7 B`.
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
    strip(text) {
      const groups = bytes.exec(text)?.groups;
      if (!groups) return null;
      return unscaled(groups['bare'] === undefined ? text.replace(/KB$/u, 'kB') : `${groups['number']} byte`);
    },
  };
}

/** Finds the shape of times or bytes per run of a benchmark. */
function amountsPerRun(texts: readonly string[]): AmountShape | null {
  const found = texts.map((text) => perRun.exec(text)?.groups);
  const runs = new Set(found.flatMap((groups) => groups?.['run'] ?? groups?.['runFirst'] ?? []));
  const [run] = runs;
  if (found.includes(undefined) || run === undefined || runs.size > 1) return null;
  return {
    inWords: `amounts per ${run}`,
    strip(text) {
      const { number, unit, unitAfter, alone = '' } = perRun.exec(text)?.groups ?? {};
      if (number === undefined) return null;
      const written = unit ?? unitAfter ?? alone;
      return unscaled(`${number} ${written === 'B' ? 'byte' : written.replace(/^KB$/u, 'kB')}`);
    },
  };
}

/** Finds the shape of prices per user or another unit of licences, if the unit is the same in all cells. */
function prices(texts: readonly string[]): AmountShape | null {
  if (!texts.every((text) => /\p{Sc}/u.test(text))) return null;
  const partsOf = (text: string) => {
    const match = perSeat.exec(text);
    const price = text.slice(0, match?.index ?? 0);
    const { seat = '', time = '' } = match?.groups ?? {};
    return /\d/u.test(price) ? { price, seat: seat.toLowerCase(), time } : null;
  };
  const parts = texts.map(partsOf);
  const seats = new Set(parts.map((part) => part?.seat));
  const times = new Set(parts.map((part) => part?.time === ''));
  const [seat] = seats;
  if (seats.size > 1 || seat === undefined || times.size > 1) return null;
  return {
    inWords: `prices per ${seat}`,
    strip(text) {
      const part = partsOf(text);
      return part && unscaled(`${part.price}${part.time.replace(/\s?\/\s?/u, '/')}`);
    },
  };
}

/** Finds the shape of numbers with the same noun. */
function numbersWithNoun(texts: readonly string[]): AmountShape | null {
  const nouns = new Set(
    texts.map((text) => counted.exec(text)?.groups?.['noun']?.replace(/(?<=\p{L}{2})s$/u, '')),
  );
  const [noun] = nouns;
  if (nouns.size > 1 || noun === undefined || notCounted.test(noun) || measures(noun)) return null;
  return {
    inWords: `numbers of ${noun}${noun.includes('/') ? '' : 's'}`,
    strip: (text) => groupIn(counted, text),
  };
}

function groupIn(pattern: RegExp, text: string): ScaledNumber | null {
  const number = pattern.exec(text)?.groups?.['number'];
  return number === undefined ? null : unscaled(number);
}

/** Finds the shape of amounts with a unit and the same word after the unit. */
function remarked(texts: readonly string[]): AmountShape | null {
  const remarks = new Set(texts.map((text) => withRemark.exec(text)?.groups?.['remark']));
  const [remark] = remarks;
  if (remarks.size > 1 || remark === undefined || relative.test(remark)) return null;
  return {
    inWords: `amounts, ${remark}`,
    strip: (text) => groupIn(withRemark, text),
  };
}

const withRemark = /^(?<number>[^\p{L}]*\d\s?(?:%|°?\p{L}[\p{L}/]*))\s(?<remark>\p{L}{2,})$/u;
/** Words after a duration that make it a point in time, and words that continue an amount. */
const relative = /^(?:ago|later|earlier|before|after|since|from|to|or|and|per)$/iu;

/** Words after a number that scale, date or qualify the number. They do not name counted objects. */
const notCounted =
  /^(?:thousand|million|billion|trillion|hundred|dozen|mio|times?|fold|alpha|beta|stable|preview|release|final|later|newer|older|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/u;

/** Whether a word is a unit, or has several readings as a unit. */
function measures(noun: string): boolean {
  return [noun, `${noun}s`].some((each) => {
    const { value, problem } = parseHeadUnit(each);
    return value !== null || problem !== null;
  });
}
